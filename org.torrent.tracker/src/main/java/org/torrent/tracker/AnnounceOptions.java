package org.torrent.tracker;

import java.time.Duration;

/**
 * Validated configuration.
 *
 * @param wantedPeers peers asked for in one announce
 * @param limit time for one announce, redirects included
 * @param goodbyeLimit time for telling trackers that a torrent stopped
 * @param parallel announces that run at the same time
 */
public record AnnounceOptions(int wantedPeers, Duration limit, Duration goodbyeLimit, int parallel) {
    /** The longest time for one announce, in seconds. */
    public static final int MAX_TIMEOUT_SECONDS = 300;

    /** The longest time for good-byes, in seconds. */
    public static final int MAX_GOODBYE_SECONDS = 60;

    /** Announces that may run at the same time at most. */
    public static final int MAX_PARALLEL = 64;

    /** Checks the ranges. */
    public AnnounceOptions {
        check(wantedPeers >= 0 && wantedPeers <= Limits.PEERS, "wanted.peers", "is within 0-" + Limits.PEERS);
        check(
                limit.toMillis() >= 1 && limit.toSeconds() <= MAX_TIMEOUT_SECONDS,
                "timeout.seconds",
                "is within 1-" + MAX_TIMEOUT_SECONDS);
        check(
                !goodbyeLimit.isNegative() && goodbyeLimit.toSeconds() <= MAX_GOODBYE_SECONDS,
                "goodbye.seconds",
                "is within 0-" + MAX_GOODBYE_SECONDS);
        check(parallel >= 1 && parallel <= MAX_PARALLEL, "parallel", "is within 1-" + MAX_PARALLEL);
    }

    private static void check(boolean valid, String name, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("org.torrent.tracker: " + name + " " + rule);
        }
    }
}
