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
    /** Checks the ranges. */
    public AnnounceOptions {
        check(wantedPeers >= 0 && wantedPeers <= Limits.PEERS, "wanted.peers", "is within 0-" + Limits.PEERS);
        check(limit.toMillis() >= 1 && limit.toSeconds() <= 300, "timeout.seconds", "is within 1-300");
        check(!goodbyeLimit.isNegative() && goodbyeLimit.toSeconds() <= 60, "goodbye.seconds", "is within 0-60");
        check(parallel >= 1 && parallel <= 64, "parallel", "is within 1-64");
    }

    private static void check(boolean valid, String name, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("org.torrent.tracker: " + name + " " + rule);
        }
    }
}
