package org.torrent.session.core;

/** Bytes per second, exponentially smoothed over about 5 s, and the total. */
public final class RateMeter {
    /** Counts bytes. */
    public void add(long bytes, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** The smoothed rate. */
    public long bytesPerSecond(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** All bytes ever counted. */
    public long total() {
        throw new UnsupportedOperationException();
    }
}
