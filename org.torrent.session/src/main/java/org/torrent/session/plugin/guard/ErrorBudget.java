package org.torrent.session.plugin.guard;

/** How many errors within a window are forgiven. */
public final class ErrorBudget {
    private final long windowNanos;
    private final long[] times; // the newest errors, a ring; guarded by this
    private int count; // guarded by this

    /** Nothing spent yet. */
    public ErrorBudget(int forgiven, long windowNanos) {
        this.times = new long[forgiven + 1];
        this.windowNanos = windowNanos;
    }

    /** One more error; true when that was one too many. */
    public synchronized boolean spend(long nowNanos) {
        times[count % times.length] = nowNanos;
        count++;
        if (count < times.length) {
            return false;
        }
        long oldest = times[count % times.length];
        return nowNanos - oldest <= windowNanos;
    }

    /** Forgives everything. */
    public synchronized void reset() {
        count = 0;
    }
}
