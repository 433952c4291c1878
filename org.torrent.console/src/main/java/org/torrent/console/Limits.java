package org.torrent.console;

import java.time.Duration;

/** Every named maximum of this bundle. */
public final class Limits {
    /** How long a command waits for the session to appear. */
    public static final Duration SESSION_APPEARS = Duration.ofSeconds(10);

    /** How long a console command waits for the session's answer. */
    public static final Duration ANSWER = Duration.ofSeconds(30);

    /** Between two redraws of the progress bar. */
    public static final Duration BAR_INTERVAL = Duration.ofMillis(250);

    /** Between two progress lines. */
    public static final Duration LINE_INTERVAL = Duration.ofSeconds(1);

    /** Alerts waiting to be printed; beyond that they are dropped and counted. */
    public static final int ALERT_QUEUE = 10_000;

    /** How long the last alerts of a finished download may take to be printed. */
    public static final Duration LAST_ALERTS = Duration.ofSeconds(2);

    /** How long a running command may take to end when the framework stops. */
    public static final Duration COMMAND_ENDS = Duration.ofSeconds(5);

    /** Peers in one {@code torrent:connect}. */
    public static final int PEERS_GIVEN = 1_000;

    /** Files in one {@code --files}; without it all are fetched. */
    public static final int FILES_GIVEN = 100_000;

    /** Commands that are read from stdin before those in front of them were run; the rest waits in the pipe. */
    public static final int LINES_AHEAD = 100;

    /** Length of one command from stdin: twice the longest magnet link. */
    public static final int LINE_CHARS = 131_072;

    /** A command that shows plugins waits for those that are starting. */
    public static final Duration PLUGINS_START = Duration.ofSeconds(3);

    /** Between two looks whether they have. */
    public static final Duration PLUGINS_LOOK = Duration.ofMillis(20);

    /** Names that {@code create} lists because they will be others on disk; beyond it their number. */
    public static final int RENAMED_SHOWN = 1_000;

    /** Names that {@code create} lists because they are not in the torrent; beyond it their number. */
    public static final int SKIPPED_SHOWN = 5;

    /** Length of the name of a plugin that is begun: it is an extension's name on the wire too. */
    public static final int PLUGIN_NAME_CHARS = 64;

    private Limits() {}
}
