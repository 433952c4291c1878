package org.torrent.session.core;

/** Pauses between attempts at something that may work again some time: each is twice the one before, up to a bound. */
public final class GrowingPause {
    private final long firstNanos;
    private final long maxNanos;
    private long nextNanos;

    /** The first pause is that long, none is longer than the bound. */
    public GrowingPause(long firstNanos, long maxNanos) {
        this.firstNanos = firstNanos;
        this.maxNanos = maxNanos;
        this.nextNanos = firstNanos;
    }

    /** How long to wait now. */
    public long next() {
        long now = nextNanos;
        nextNanos = Math.min(2 * now, maxNanos);
        return now;
    }

    /** It worked: the next pause is a first one. */
    public void reset() {
        nextNanos = firstNanos;
    }
}
