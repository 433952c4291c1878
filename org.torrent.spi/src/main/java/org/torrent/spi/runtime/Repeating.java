package org.torrent.spi.runtime;

/** A task that a loop runs again and again, out of timers that run once. Any thread. */
final class Repeating implements EventLoop.Timer {
    private final EventLoop loop;
    private final Runnable task;
    private final long periodNanos;
    private volatile EventLoop.Timer next;
    private volatile boolean cancelled;

    Repeating(EventLoop loop, Runnable task, long periodNanos) {
        this.loop = loop;
        this.task = task;
        this.periodNanos = periodNanos;
    }

    Repeating start() {
        next = loop.schedule(this::run, periodNanos);
        return this;
    }

    private void run() {
        if (!cancelled) {
            start();
            task.run();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        next.cancel();
    }
}
