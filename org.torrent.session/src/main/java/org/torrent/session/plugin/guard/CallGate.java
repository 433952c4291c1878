package org.torrent.session.plugin.guard;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of a full plugin that are under way, so that its departure can wait for them. Any thread. */
public final class CallGate {
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean closed;

    /** Starts a call; false when none may start any more. Each true is followed by {@link #exit}. */
    public boolean enter() {
        inside.incrementAndGet();
        if (closed) {
            exit();
            return false;
        }
        return true;
    }

    /** A call ended. */
    public void exit() {
        if (inside.decrementAndGet() == 0 && closed) {
            idle.countDown();
        }
    }

    /** No call starts from now on. */
    public void close() {
        closed = true;
        if (inside.get() == 0) {
            idle.countDown();
        }
    }

    /** Whether a call is under way. */
    public boolean busy() {
        return inside.get() > 0;
    }

    /** After {@link #close}: waits for the calls under way; false when one goes on beyond. */
    public boolean await(long waitMillis) {
        return await(idle, waitMillis);
    }

    /** Waits, and keeps the thread's interrupt. */
    public static boolean await(CountDownLatch latch, long waitMillis) {
        try {
            return latch.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
