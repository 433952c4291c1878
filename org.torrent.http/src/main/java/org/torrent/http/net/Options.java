package org.torrent.http.net;

/**
 * Validated configuration.
 *
 * @param userAgent sent with requests that name none
 * @param threads exchanges that run at the same time
 */
public record Options(String userAgent, int threads) {
    /** Checks the ranges. */
    public Options {
        check(!userAgent.isBlank() && userAgent.chars().allMatch(c -> c >= 0x20 && c < 0x7f), "user.agent", "is text");
        check(threads >= 1 && threads <= 256, "threads", "is within 1-256");
    }

    private static void check(boolean valid, String name, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("org.torrent.http: " + name + " " + rule);
        }
    }
}
