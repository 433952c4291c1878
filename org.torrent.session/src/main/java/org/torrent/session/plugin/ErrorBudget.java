package org.torrent.session.plugin;

/** How many errors within a window are forgiven. */
final class ErrorBudget {
    private final long windowNanos;
    private final long[] times; // the newest errors, a ring; guarded by this
    private int count; // guarded by this

    ErrorBudget(int forgiven, long windowNanos) {
        this.times = new long[forgiven + 1];
        this.windowNanos = windowNanos;
    }

    /** One more error; true when that was one too many. */
    synchronized boolean spend(long nowNanos) {
        times[count % times.length] = nowNanos;
        count++;
        if (count < times.length) {
            return false;
        }
        long oldest = times[count % times.length];
        return nowNanos - oldest <= windowNanos;
    }

    /** Forgives everything. */
    synchronized void reset() {
        count = 0;
    }
}
