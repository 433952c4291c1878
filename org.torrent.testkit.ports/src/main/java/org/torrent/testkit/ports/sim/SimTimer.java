package org.torrent.testkit.ports.sim;

import org.torrent.spi.runtime.EventLoop;

/** A task that waits for its time, then for its loop; without a loop it belongs to the simulation itself. */
final class SimTimer implements EventLoop.Timer, Comparable<SimTimer> {
    final long dueNanos;
    private final long sequence;
    private final EventLoop loop;
    private Runnable task;

    SimTimer(EventLoop loop, Runnable task, long dueNanos, long sequence) {
        this.loop = loop;
        this.task = task;
        this.dueNanos = dueNanos;
        this.sequence = sequence;
    }

    void fire() {
        if (loop == null) {
            run();
        } else if (task != null) {
            loop.execute(this::run);
        }
    }

    private void run() {
        Runnable due = task;
        task = null;
        if (due != null) {
            due.run();
        }
    }

    @Override
    public void cancel() {
        task = null;
    }

    @Override
    public int compareTo(SimTimer other) {
        int byTime = Long.compare(dueNanos - other.dueNanos, 0);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
