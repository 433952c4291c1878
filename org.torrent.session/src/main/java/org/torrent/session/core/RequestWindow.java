package org.torrent.session.core;

/** How many requests to keep outstanding to one peer so that neither its latency nor our caution limits its rate. */
public final class RequestWindow {
    /** The peer's {@code reqq} (BEP 10), at least 1. */
    public void reqq(int peerLimit) {
        throw new UnsupportedOperationException();
    }

    /** A request was sent. */
    public void onRequest(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** A requested block arrived. */
    public void onBlock(int bytes, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** A request is no longer waited for, without blame: rejected, cancelled, choked. */
    public void onDropped(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** A request was not answered within {@link #timeoutNanos}. */
    public void onTimeout(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Requests that should be outstanding, as of the last call that named a time; pressure from 0 (none) to 1 (ask nothing). */
    public int target(double pressure) {
        throw new UnsupportedOperationException();
    }

    /** Whether nothing came for 60 s though something was asked. */
    public boolean isSnubbed(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** How long to wait for the answer to a request. */
    public long timeoutNanos() {
        throw new UnsupportedOperationException();
    }
}
