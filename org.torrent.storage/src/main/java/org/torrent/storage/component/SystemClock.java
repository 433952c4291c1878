package org.torrent.storage.component;

import org.torrent.spi.runtime.Clock;

/** The machine's time. */
final class SystemClock implements Clock {
    @Override
    public long nowNanos() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
