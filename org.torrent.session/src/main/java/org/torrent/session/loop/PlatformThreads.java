package org.torrent.session.loop;

import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** Loops on daemon threads of the JVM. */
public final class PlatformThreads implements Threads {
    private final Clock clock;

    /** Timers follow this clock. */
    public PlatformThreads(Clock clock) {
        this.clock = clock;
    }

    @Override
    public EventLoop newLoop(String name) {
        return new ThreadLoop(name, clock);
    }
}
