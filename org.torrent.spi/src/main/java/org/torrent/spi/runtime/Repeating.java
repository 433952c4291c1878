package org.torrent.spi.runtime;

import java.util.function.UnaryOperator;

/** A task that runs again and again, out of timers that run once. Any thread. */
final class Repeating {
    private final UnaryOperator<Runnable> timer;
    private final Runnable task;
    private volatile Runnable next;
    private volatile boolean cancelled;

    /** @param timer runs what it is given once, later; answers how that is cancelled */
    Repeating(UnaryOperator<Runnable> timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    void start() {
        next = timer.apply(this::run);
    }

    private void run() {
        if (!cancelled) {
            start();
            task.run();
        }
    }

    void cancel() {
        cancelled = true;
        next.run();
    }
}
