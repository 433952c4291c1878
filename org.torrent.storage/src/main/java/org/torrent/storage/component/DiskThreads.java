package org.torrent.storage.component;

import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** The shipped threads. */
public final class DiskThreads implements Threads {
    private final Clock clock;

    /** Timers follow this clock. */
    public DiskThreads(Clock clock) {
        this.clock = clock;
    }

    @Override
    public EventLoop newLoop(String name) {
        return new DiskLoop(name, clock);
    }
}
