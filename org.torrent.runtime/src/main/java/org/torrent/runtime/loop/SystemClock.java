package org.torrent.runtime.loop;

import org.torrent.spi.runtime.Clock;

/** The machine's time. */
public final class SystemClock implements Clock {
    @Override
    public long nowNanos() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
