package org.torrent.launcher;

import java.time.Duration;

/** Every wait of the launcher. */
final class Limits {
    /** How long the start waits for what is in the deploy folder; it goes on all the same, and what hangs is named. */
    static final Duration DEPLOYED_STARTS = Duration.ofSeconds(5);

    /** From the framework being up until the console bundle must have registered the command line. */
    static final Duration COMMAND_LINE_APPEARS = Duration.ofSeconds(10);

    /** From SIGTERM, SIGINT or the framework's own stop until the command must have returned its status. */
    static final Duration COMMAND_ENDS = Duration.ofSeconds(10);

    /** From the command's end until the framework must have stopped; the process ends all the same. */
    static final Duration FRAMEWORK_STOPS = Duration.ofSeconds(10);

    /** A deployed bundle that hangs for so long is not waited for when all that ships has stopped. */
    static final Duration DEPLOYED_STOPS = Duration.ofSeconds(2);

    /** How often that is looked at. */
    static final Duration STOP_LOOK = Duration.ofMillis(50);

    /** A bundle cache that is younger may belong to a process that has not locked it yet. */
    static final Duration CACHE_UNLOCKED_AT_MOST = Duration.ofMinutes(1);

    /** How long the state of a job that is not done is kept after its last use. */
    static final Duration JOB_KEPT = Duration.ofDays(90);

    /** How often a state folder is made again because another process removed it at the same moment. */
    static final int LOCK_ATTEMPTS = 10;

    private Limits() {}
}
