package org.torrent.runtime.loop;

import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** Loops on daemon threads of the JVM. */
public final class PlatformThreads implements Threads {
    private final Clock clock;
    private final int naps;

    /** Loops that sleep as soon as they have nothing to do; timers follow this clock. */
    public PlatformThreads(Clock clock) {
        this(clock, 0);
    }

    private PlatformThreads(Clock clock, int naps) {
        this.clock = clock;
        this.naps = naps;
    }

    /**
     * Loops that nap for a millisecond before they sleep: for work that comes in bursts from threads that must not be
     * held up by waking another one, as blocks for the disk do.
     */
    public static PlatformThreads napping(Clock clock) {
        return new PlatformThreads(clock, ThreadLoop.NAPS);
    }

    @Override
    public EventLoop newLoop(String name) {
        return new ThreadLoop(name, clock, naps);
    }
}
