package org.torrent.testkit.ports;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits in real time for what real threads do. */
public final class Waiting {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int QUICK_LOOKS = 50;

    private Waiting() {}

    /** Returns once the condition holds; fails when it does not in a minute. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        int looks = 0;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("not in time: " + what);
            }
            LockSupport.parkNanos(looks++ < QUICK_LOOKS ? 1 : LOOK_NANOS);
        }
    }
}
