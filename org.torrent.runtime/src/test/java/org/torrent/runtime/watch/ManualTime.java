package org.torrent.runtime.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** A clock that the test moves, and one loop that the test's thread runs. */
final class ManualTime implements Clock, Threads {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private Runnable timer;
    private long dueNanos;
    private long nowNanos = -3;

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long wallMillis() {
        return 0;
    }

    /** Time passes, and the loop is on time. */
    void pass(long millis) {
        long end = nowNanos + millis * 1_000_000;
        run();
        while (timer != null && dueNanos - end <= 0) {
            nowNanos = Math.max(nowNanos, dueNanos);
            fire();
        }
        nowNanos = end;
    }

    /** Time passes while no thread runs: the loop is late. */
    void suspend(long millis) {
        nowNanos += millis * 1_000_000;
        run();
        if (timer != null && dueNanos - nowNanos <= 0) {
            fire();
        }
    }

    private void fire() {
        Runnable due = timer;
        timer = null;
        due.run();
        run();
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Override
    public EventLoop newLoop(String name) {
        return new EventLoop() {
            @Override
            public void execute(Runnable task) {
                tasks.add(task);
            }

            @Override
            public Timer schedule(Runnable task, long delayNanos) {
                timer = task;
                dueNanos = nowNanos + delayNanos;
                return () -> timer = null;
            }

            @Override
            public boolean inLoop() {
                return true;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean shutdown(long timeoutMillis) {
                timer = null;
                return true;
            }
        };
    }
}
