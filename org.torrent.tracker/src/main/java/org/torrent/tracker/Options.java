package org.torrent.tracker;

/**
 * Validated configuration.
 *
 * @param userAgent sent with every request
 * @param wantedPeers peers asked for in one announce
 * @param timeoutMillis time for one announce, redirects included
 * @param goodbyeMillis time for telling trackers that a torrent stopped
 * @param threads announces that run at the same time
 */
record Options(String userAgent, int wantedPeers, int timeoutMillis, int goodbyeMillis, int threads) {
    Options {
        check(!userAgent.isBlank() && userAgent.chars().allMatch(c -> c >= 0x20 && c < 0x7f), "user.agent", "is text");
        check(wantedPeers >= 0 && wantedPeers <= Limits.PEERS, "wanted.peers", "is within 0-" + Limits.PEERS);
        check(timeoutMillis >= 1 && timeoutMillis <= 300_000, "timeout.seconds", "is within 1-300");
        check(goodbyeMillis >= 0 && goodbyeMillis <= 60_000, "goodbye.seconds", "is within 0-60");
        check(threads >= 1 && threads <= 64, "threads", "is within 1-64");
    }

    private static void check(boolean valid, String name, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("org.torrent.tracker: " + name + " " + rule);
        }
    }
}
