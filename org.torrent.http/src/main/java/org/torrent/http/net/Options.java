package org.torrent.http.net;

/**
 * Validated configuration.
 *
 * @param userAgent sent with requests that name none
 * @param threads exchanges that run at the same time
 */
public record Options(String userAgent, int threads) {
    /** Exchanges that may run at the same time at most. */
    public static final int MAX_THREADS = 256;

    /** Checks the ranges. */
    public Options {
        check(isPrintable(userAgent), "user.agent", "is text");
        check(threads >= 1 && threads <= MAX_THREADS, "threads", "is within 1-" + MAX_THREADS);
    }

    /** Whether a header may say that. */
    public static boolean isPrintable(String userAgent) {
        return !userAgent.isBlank() && userAgent.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static void check(boolean valid, String name, String rule) {
        if (!valid) {
            throw new IllegalArgumentException("org.torrent.http: " + name + " " + rule);
        }
    }
}
