package org.torrent.storage.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** Loops on the caller's thread, with a clock that stands still: which loop runs next is drawn from a seed. */
public final class SimLoops implements Threads, Clock {
    private final Random random;
    private final List<SimLoop> loops = new ArrayList<>();
    private final PriorityQueue<SimTimer> timers = new PriorityQueue<>();
    private SimLoop current;
    private long nowNanos;
    private long sequence;

    /** A schedule. */
    public SimLoops(Random random) {
        this.random = random;
    }

    @Override
    public EventLoop newLoop(String name) {
        SimLoop loop = new SimLoop(name);
        loops.add(loop);
        return loop;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long wallMillis() {
        return nowNanos / 1_000_000;
    }

    /** Runs one task; false when there is none. */
    public boolean step() {
        List<SimLoop> ready =
                loops.stream().filter(loop -> !loop.tasks.isEmpty()).toList();
        if (ready.isEmpty()) {
            return false;
        }
        current = ready.get(random.nextInt(ready.size()));
        try {
            current.tasks.poll().run();
        } finally {
            current = null;
        }
        return true;
    }

    /** Runs everything that does not wait for time. */
    public void runAll() {
        for (int steps = 0; step(); steps++) {
            if (steps > 10_000_000) {
                throw new AssertionError("the loops never come to rest");
            }
        }
    }

    /** Lets time pass, running what becomes due. */
    public void advance(long nanos) {
        long until = nowNanos + nanos;
        runAll();
        while (!timers.isEmpty() && timers.peek().atNanos <= until) {
            SimTimer due = timers.poll();
            nowNanos = due.atNanos;
            due.loop.execute(due::fire);
            runAll();
        }
        nowNanos = until;
    }

    /** The process dies: nothing that was posted happens any more. */
    public void kill() {
        loops.forEach(loop -> {
            loop.ended = true;
            loop.tasks.clear();
        });
        timers.clear();
    }

    private final class SimLoop implements EventLoop {
        private final String name;
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean ended;

        SimLoop(String name) {
            this.name = name;
        }

        @Override
        public void execute(Runnable task) {
            if (!ended) {
                tasks.add(task);
            }
        }

        @Override
        public Timer schedule(Runnable task, long delayNanos) {
            SimTimer timer = new SimTimer(this, task, nowNanos + delayNanos, sequence++);
            timers.add(timer);
            return timer;
        }

        @Override
        public boolean inLoop() {
            return current == this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean shutdown(long timeoutMillis) {
            runAll();
            ended = true;
            return true;
        }
    }

    private record SimTimer(SimLoop loop, Runnable task, long atNanos, long sequence, boolean[] cancelled)
            implements EventLoop.Timer, Comparable<SimTimer> {
        SimTimer(SimLoop loop, Runnable task, long atNanos, long sequence) {
            this(loop, task, atNanos, sequence, new boolean[1]);
        }

        void fire() {
            if (!cancelled[0]) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            cancelled[0] = true;
        }

        @Override
        public int compareTo(SimTimer other) {
            int order = Long.compare(atNanos, other.atNanos);
            return order != 0 ? order : Long.compare(sequence, other.sequence);
        }
    }
}
