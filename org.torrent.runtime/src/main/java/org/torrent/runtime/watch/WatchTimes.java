package org.torrent.runtime.watch;

import java.util.concurrent.TimeUnit;

/**
 * How long one call of foreign code on a loop may take.
 *
 * @param slowNanos beyond it the call counts as slow
 * @param namedNanos beyond it its owner is told while it runs, with the stack
 * @param interruptNanos beyond it the thread is interrupted
 * @param giveUpNanos beyond it the loop is given up
 */
public record WatchTimes(long slowNanos, long namedNanos, long interruptNanos, long giveUpNanos) {
    /** Nobody looks: under a debugger, and where time is simulated. */
    public static final WatchTimes OFF = new WatchTimes(0, 0, 0, 0);

    /** The shipped times. */
    public static final WatchTimes DEFAULTS = new WatchTimes(
            TimeUnit.MILLISECONDS.toNanos(50),
            TimeUnit.MILLISECONDS.toNanos(250),
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(2));

    /** Checks their order. */
    public WatchTimes {
        if (slowNanos < 0 || namedNanos < slowNanos || interruptNanos < namedNanos || giveUpNanos < interruptNanos) {
            throw new IllegalArgumentException("a call is slow, then named, then interrupted, then given up");
        }
    }

    /** Whether anybody looks. */
    public boolean isOn() {
        return slowNanos > 0;
    }

    /** Time between two looks at the marks. */
    long periodNanos() {
        return Math.max(1, Math.min(slowNanos, namedNanos / 5));
    }
}
