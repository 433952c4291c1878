package org.torrent.testkit.ports.sim;

import java.time.Duration;
import org.torrent.spi.runtime.EventLoop;

/** What a loop needs of whoever runs it. */
interface LoopHost<L extends EventLoop> {
    /** Fails when another thread than the simulation's own calls. */
    void checkThread();

    long nowNanos();

    /** The loop has something to do. */
    void becomeReady(L loop);

    /** Runs a task on the loop at a time. */
    EventLoop.Timer at(L loop, Runnable task, long dueNanos);

    /** The loop hangs for a while. */
    void stall(L loop, Duration duration);

    /** Whether the loop's task is the one that runs. */
    boolean isCurrent(L loop);

    /** Runs what the loop has queued. */
    void drain(L loop);
}
