package org.torrent.session.budget;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that were received and that their loop has not worked through yet, over all connections. Thread-safe.
 *
 * <p>Theory. How much one connection may have pending is a part of what is left of the whole (dynamic thresholds:
 * Choudhury and Hahne, 1998, for switches whose ports share one memory). While little is pending only the maximum per
 * connection counts. As the whole fills up the threshold sinks, for all connections alike, so those with most stop being
 * read first, and some room is always left for one that just begins. Nobody keeps a list of connections and nobody
 * has to be woken: a connection that is stopped has something pending, and is looked at when that is worked through.
 *
 * <p>Cost. Each connection counts in one atomic word of its own; the shared sum is touched only when that count crosses a
 * multiple of {@value #CHUNK_BYTES} bytes, so small messages never do, and is too high by less than that for each
 * connection that has anything pending.
 */
public final class PendingBytes {
    static final int CHUNK_BYTES = 16 * 1024;

    /** A connection may have that part of what is left. */
    private static final int PART = 8;

    private final AtomicLong sum = new AtomicLong();
    private volatile long max;
    private volatile int maxPerConnection;

    /** Nothing is pending. */
    public PendingBytes(long max, int maxPerConnection) {
        limit(max, maxPerConnection);
    }

    /** Other bounds from now on. */
    public void limit(long newMax, int newMaxPerConnection) {
        this.max = newMax;
        this.maxPerConnection = newMaxPerConnection;
    }

    /** Bytes pending now, whole chunks. Any thread. */
    public long sum() {
        return sum.get();
    }

    /** One connection's. */
    public Account open() {
        return new Account();
    }

    private long threshold() {
        return Math.max(0, Math.min(maxPerConnection, (max - sum.get()) / PART));
    }

    private static int chunks(int bytes) {
        return (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES;
    }

    /** What one connection has pending. Received on an I/O thread, worked through on a loop. */
    public final class Account {
        private final AtomicInteger pending = new AtomicInteger();

        private Account() {}

        /** Bytes were received; tells whether reading has to stop now. */
        public boolean add(int bytes) {
            return change(bytes) > threshold();
        }

        /** Bytes were worked through, or thrown away; tells whether reading may go on. Every byte added comes back so. */
        public boolean remove(int bytes) {
            return isLow(change(-bytes));
        }

        /** Whether reading may go on: for after it was stopped, in case the loop was faster. */
        public boolean isLow() {
            return isLow(pending.get());
        }

        private boolean isLow(int left) {
            return left == 0 || left <= threshold() / 2;
        }

        private int change(int bytes) {
            int before = pending.getAndAdd(bytes);
            int after = before + bytes;
            int chunks = chunks(after) - chunks(before); // each step's difference: they add up whatever their order
            if (chunks != 0) {
                sum.addAndGet((long) chunks * CHUNK_BYTES);
            }
            return after;
        }
    }
}
