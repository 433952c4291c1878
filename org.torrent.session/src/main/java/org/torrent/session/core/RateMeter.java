package org.torrent.session.core;

/**
 * Bytes per second, exponentially smoothed over about 5 s, and the total. In the first seconds, and after a long pause,
 * it averages over the time that really passed (at least 1 s), so that a start is not taken for slowness.
 */
public final class RateMeter {
    private static final double SMOOTH_NANOS = 5e9;
    private static final double SHORTEST_NANOS = 1e9;
    private static final long PAUSE_NANOS = 30_000_000_000L;
    private static final long FOLD_NANOS = 100_000_000L;

    private long total;
    private boolean started;
    private long startNanos;

    /** Decayed bytes as of {@link #foldedNanos}, and the bytes since: no exponential per block. */
    private double folded;

    private long foldedNanos;
    private long recent;

    /** Counts bytes. */
    public void add(long bytes, long nowNanos) {
        total += bytes;
        if (!started || nowNanos - foldedNanos > PAUSE_NANOS) {
            started = true;
            startNanos = nowNanos;
            foldedNanos = nowNanos;
            folded = 0;
            recent = 0;
        } else if (nowNanos - foldedNanos >= FOLD_NANOS) {
            folded = decayed(nowNanos);
            foldedNanos = nowNanos;
            recent = 0;
        }
        recent += bytes;
    }

    /** The smoothed rate. */
    public long bytesPerSecond(long nowNanos) {
        if (!started) {
            return 0;
        }
        double age = Math.max(nowNanos - startNanos, SHORTEST_NANOS);
        return Math.round(decayed(nowNanos) * 1e9 / (SMOOTH_NANOS * (1 - Math.exp(-age / SMOOTH_NANOS))));
    }

    /** All bytes ever counted. */
    public long total() {
        return total;
    }

    private double decayed(long nowNanos) {
        return (folded + recent) * Math.exp(-Math.max(0, nowNanos - foldedNanos) / SMOOTH_NANOS);
    }
}
