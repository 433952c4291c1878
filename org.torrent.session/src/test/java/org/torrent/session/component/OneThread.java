package org.torrent.session.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** All loops on the test's thread, in simulated time. */
final class OneThread implements Threads, Clock {
    private record Task(long due, long number, EventLoop loop, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    final List<String> ended = new ArrayList<>();
    private long now;
    private long count;

    @Override
    public EventLoop newLoop(String name) {
        return new EventLoop() {
            @Override
            public void execute(Runnable task) {
                schedule(task, 0);
            }

            @Override
            public Timer schedule(Runnable task, long delayNanos) {
                Task next = new Task(now + delayNanos, count++, this, task);
                if (!ended.contains(name)) {
                    tasks.add(next);
                }
                return () -> tasks.remove(next);
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
                ended.add(name);
                tasks.removeIf(task -> task.loop() == this && task.due() > now);
                return true;
            }
        };
    }

    void runFor(long nanos) {
        long end = now + nanos;
        while (!tasks.isEmpty() && tasks.peek().due() <= end) {
            Task next = tasks.poll();
            now = Math.max(now, next.due());
            next.work().run();
        }
        now = end;
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public long wallMillis() {
        return now / 1_000_000;
    }
}
