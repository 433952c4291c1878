package org.torrent.session.plugin.guard;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a plugin's calls that are under way. Any thread but a loop. */
public final class Latches {
    private Latches() {}

    /** Waits, and keeps the thread's interrupt; false when the time passed first. */
    public static boolean await(CountDownLatch latch, long waitMillis) {
        try {
            return latch.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
