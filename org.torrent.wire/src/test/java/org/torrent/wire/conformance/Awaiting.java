package org.torrent.wire.conformance;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** State that tests wait on: guarded by its monitor, every change notifies. */
public abstract class Awaiting {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Waits until the condition, read under the monitor, holds. */
    public final synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("waited in vain: " + what + "; " + this);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted: " + what, e);
            }
        }
    }

    final synchronized void change(Runnable change) {
        change.run();
        notifyAll();
    }
}
