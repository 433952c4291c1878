package org.torrent.runtime.watch;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls took, as a histogram of a fixed size: four buckets for each doubling, from 64 ns to 1 min, so that what is
 * told is at most a fifth off. Counting makes no object. Any thread.
 */
public final class CallTimes {
    private static final int STEP_BITS = 2;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int FIRST_BIT = 6; // below is one bucket
    private static final int LAST_BIT = 35; // above is another one
    private static final int BUCKETS = (LAST_BIT - FIRST_BIT + 1) * STEPS + 2;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLong longest = new AtomicLong();

    /**
     * What half of the calls, 99 of 100, and the longest took, in nanoseconds; all 0 when nothing was counted.
     *
     * @param p50Nanos no more than {@code maxNanos}, as the next
     */
    public record Summary(long p50Nanos, long p99Nanos, long maxNanos) {}

    /** A call, which stands for so many. */
    public void add(long nanos, int calls) {
        counts.getAndAdd(bucketOf(nanos), calls);
        atLeast(nanos);
    }

    /** One took that long; it is counted elsewhere, or not at all. */
    public void atLeast(long nanos) {
        if (nanos > longest.get()) {
            longest.accumulateAndGet(nanos, Math::max);
        }
    }

    private static int bucketOf(long nanos) {
        if (nanos < 1L << FIRST_BIT) {
            return 0;
        }
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (bit > LAST_BIT) {
            return BUCKETS - 1;
        }
        int step = (int) (nanos >>> bit - STEP_BITS) & STEPS - 1;
        return 1 + (bit - FIRST_BIT) * STEPS + step;
    }

    /** The middle of a bucket. */
    private static long nanosOf(int bucket) {
        if (bucket == 0) {
            return 1L << FIRST_BIT - 1;
        }
        int bit = FIRST_BIT + (bucket - 1) / STEPS;
        long width = 1L << bit - STEP_BITS;
        return (1L << bit) + (bucket - 1) % STEPS * width + width / 2;
    }

    /** What several counted together. */
    public static Summary summary(Collection<CallTimes> all) {
        long[] sums = new long[BUCKETS];
        long calls = 0;
        long max = 0;
        for (CallTimes times : all) {
            for (int i = 0; i < BUCKETS; i++) {
                long count = times.counts.get(i);
                sums[i] += count;
                calls += count;
            }
            max = Math.max(max, times.longest.get());
        }
        return new Summary(
                Math.min(max, nanosOf(sums, calls - calls / 2)),
                Math.min(max, nanosOf(sums, calls - calls / 100)),
                max);
    }

    /** What so many of the shortest calls took at most. */
    private static long nanosOf(long[] sums, long calls) {
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += sums[i];
            if (seen >= calls && seen > 0) {
                return nanosOf(i);
            }
        }
        return 0;
    }
}
