package org.torrent.tracker;

import java.util.concurrent.TimeUnit;

/** When a torrent's trackers are asked again: as they say, within bounds; after failures with growing pauses. */
final class Schedule {
    private int failures;
    private long earliestNanos;
    private long failedNanos;

    Schedule(long nowNanos) {
        earliestNanos = nowNanos;
    }

    /** Somebody answered; the delay to the next regular announce, longer by a little at random. */
    long answered(AnnounceAnswer answer, long nowNanos, double random) {
        failures = 0;
        long interval = bounded(answer.intervalSeconds(), Limits.DEFAULT_INTERVAL_SECONDS);
        long byDefault = Math.min(interval, Limits.DEFAULT_MIN_INTERVAL_SECONDS);
        long minInterval = bounded(answer.minIntervalSeconds(), byDefault);
        earliestNanos = nowNanos + TimeUnit.SECONDS.toNanos(minInterval);
        double nanos = TimeUnit.SECONDS.toNanos(Math.max(interval, minInterval));
        return (long) (nanos * (1 + random * Limits.JITTER_PERCENT / 100));
    }

    private static long bounded(long seconds, long byDefault) {
        long asked = seconds < 0 ? byDefault : seconds;
        return Math.max(Limits.MIN_INTERVAL_SECONDS, Math.min(asked, Limits.MAX_INTERVAL_SECONDS));
    }

    /**
     * Nobody answered; the delay to the next attempt, longer by up to a quarter at random.
     *
     * @param doublings of the pause
     * @param retryNanos how long nobody must be asked, 0 for nothing said
     */
    long failed(long nowNanos, double random, int doublings, long retryNanos) {
        long pause = Limits.FIRST_RETRY_SECONDS << Math.min(doublings, 20);
        failures++;
        failedNanos = nowNanos;
        long own = TimeUnit.SECONDS.toNanos(Math.min(pause, Limits.MAX_RETRY_SECONDS));
        long longest = TimeUnit.SECONDS.toNanos(Limits.MAX_INTERVAL_SECONDS);
        double nanos = Math.max(own, Math.min(retryNanos, longest));
        earliestNanos = nowNanos
                + Math.max(Math.min(retryNanos, longest), TimeUnit.SECONDS.toNanos(Limits.FIRST_RETRY_SECONDS));
        return (long) (nanos * (1 + random / 4));
    }

    /** The user asks: only what an answer said counts still, and that a failure was not just now. */
    void forgive() {
        if (hasFailed()) {
            earliestNanos = failedNanos + TimeUnit.SECONDS.toNanos(Limits.FIRST_RETRY_SECONDS);
        }
    }

    /** How often nobody answered since somebody did. */
    int failures() {
        return failures;
    }

    /** Whether nobody answered the last time. */
    boolean hasFailed() {
        return failures > 0;
    }

    /** The delay to the next attempt when somebody asks for one. */
    long soonest(long nowNanos) {
        return Math.max(0, earliestNanos - nowNanos);
    }
}
