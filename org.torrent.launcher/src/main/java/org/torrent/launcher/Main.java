package org.torrent.launcher;

import java.nio.file.Path;
import java.util.List;
import org.torrent.options.EnvironmentVariable;

/**
 * What {@code java} starts: embeds the framework, runs one command in it and exits with the command's status.
 *
 * <p>The system property {@code torrent.dist} names the distribution, the environment variable {@code TORRENT_HOME}
 * the folder of all state. Nothing but one clear line ever reaches the terminal from here; details go to
 * {@code TORRENT_HOME/log/launcher.log}.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            Distribution distribution = Distribution.fromSystemProperty();
            Path home = distribution.stateHome(System.getenv(EnvironmentVariable.HOME.key()));
            LauncherLog log = new LauncherLog(home.resolve("log").resolve("launcher.log"));
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, thrown) -> log.log("uncaught in thread " + thread.getName(), thrown));
            Launch launch = new Launch(distribution, home, new Invocation(List.of(args)), log);
            Runtime.getRuntime().addShutdownHook(new Thread(launch::signalled, "torrent-shutdown"));
            System.exit(launch.run());
        } catch (LaunchException e) {
            System.err.println("torrent: " + e.getMessage());
            System.exit(e.status());
        }
    }
}
