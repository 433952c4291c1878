package org.torrent.session.plugin.guard;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long somebody may wait for several things, one behind the other. Any thread. */
public final class Patience {
    private final LongSupplier nowNanos;
    private final long deadlineNanos;
    private final boolean none;

    /** From now on; 0: not at all. */
    public Patience(LongSupplier nowNanos, long millis) {
        this.nowNanos = nowNanos;
        this.deadlineNanos = nowNanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        this.none = millis == 0;
    }

    /** Whether there never was any. */
    public boolean isNone() {
        return none;
    }

    /** What is left; 0 when it is over. */
    public long millis() {
        return none ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nowNanos.getAsLong()));
    }
}
