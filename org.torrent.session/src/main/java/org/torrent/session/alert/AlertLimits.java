package org.torrent.session.alert;

import java.util.concurrent.TimeUnit;

/** Every maximum of alerts. */
final class AlertLimits {
    /** Alerts of the session's own that wait for one subscriber. */
    static final int QUEUE = 10_000;

    /** Alerts of one plugin that wait for one subscriber. */
    static final int QUEUE_OF_PLUGIN = 1_000;

    /** The same of all plugins. */
    static final int QUEUE_OF_PLUGINS = 4_000;

    /** Alerts of the session's own that are kept for those who ask later. */
    static final int RECENT = 500;

    /** The same of one plugin. */
    static final int RECENT_OF_PLUGIN = 50;

    /** The same of all plugins. */
    static final int RECENT_OF_PLUGINS = 200;

    /** Characters of a plugin's alert: of its name, its message, each key and each text among its details. */
    static final int TEXT_CHARS = 4_096;

    /** Details of a plugin's alert. */
    static final int DETAILS = 64;

    /** How long the end of a subscription waits for a call under way, in milliseconds. */
    static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private AlertLimits() {}
}
