package org.torrent.tracker;

import java.util.concurrent.TimeUnit;

/** When a torrent's trackers are asked again: as they say, within bounds; after failures with growing pauses. */
final class Schedule {
    private int failures;
    private long earliestNanos;

    Schedule(long nowNanos) {
        earliestNanos = nowNanos;
    }

    /** Somebody answered; the delay to the next regular announce. */
    long answered(AnnounceAnswer answer, long nowNanos) {
        failures = 0;
        long interval = bounded(answer.intervalSeconds(), Limits.DEFAULT_INTERVAL_SECONDS);
        long byDefault = Math.min(interval, Limits.DEFAULT_MIN_INTERVAL_SECONDS);
        long minInterval = bounded(answer.minIntervalSeconds(), byDefault);
        earliestNanos = nowNanos + TimeUnit.SECONDS.toNanos(minInterval);
        return TimeUnit.SECONDS.toNanos(Math.max(interval, minInterval));
    }

    private static long bounded(long seconds, long byDefault) {
        long asked = seconds < 0 ? byDefault : seconds;
        return Math.max(Limits.MIN_INTERVAL_SECONDS, Math.min(asked, Limits.MAX_INTERVAL_SECONDS));
    }

    /** Nobody answered; the delay to the next attempt, longer by up to a quarter at random. */
    long failed(long nowNanos, double random) {
        long pause = Limits.FIRST_RETRY_SECONDS << Math.min(failures, 20);
        failures++;
        earliestNanos = nowNanos + TimeUnit.SECONDS.toNanos(Limits.FIRST_RETRY_SECONDS);
        double nanos = TimeUnit.SECONDS.toNanos(Math.min(pause, Limits.MAX_RETRY_SECONDS));
        return (long) (nanos * (1 + random / 4));
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
