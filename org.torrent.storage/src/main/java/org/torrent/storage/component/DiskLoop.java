package org.torrent.storage.component;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * A thread with a mailbox. When the mailbox is empty the thread naps a few times before it sleeps: waking a thread
 * costs its sender far more than queueing does, and what came in during a nap is written in one go.
 */
final class DiskLoop implements EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DiskLoop.class);
    private static final long NAP_NANOS = 50_000;
    private static final int NAPS = 20;

    private final Clock clock;
    private final Thread thread;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(); // this thread only
    private volatile boolean asleep;
    private boolean ending;

    DiskLoop(String name, Clock clock) {
        this.clock = clock;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        mailbox.add(task);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
        Alarm alarm = new Alarm(task, clock.nowNanos() + Math.max(0, delayNanos));
        execute(() -> alarms.add(alarm));
        return alarm;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public String name() {
        return thread.getName();
    }

    @Override
    public boolean shutdown(long timeoutMillis) {
        execute(() -> ending = true);
        try {
            thread.join(timeoutMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        int naps = 0;
        while (!ending || !mailbox.isEmpty()) {
            Runnable task = next();
            if (task != null) {
                naps = 0;
                run(task);
            } else if (naps < NAPS) {
                naps++;
                LockSupport.parkNanos(NAP_NANOS);
            } else {
                sleep();
            }
        }
    }

    private Runnable next() {
        Alarm first = alarms.peek();
        if (first != null && (first.cancelled || first.atNanos - clock.nowNanos() <= 0)) {
            alarms.poll();
            return first;
        }
        return mailbox.poll();
    }

    private void sleep() {
        asleep = true;
        if (mailbox.isEmpty()) {
            Alarm first = alarms.peek();
            if (first == null) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, first.atNanos - clock.nowNanos()));
            }
        }
        asleep = false;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // whatever it was, the other torrents go on
            LOG.error("A storage task failed", e);
        }
    }

    /** A task that waits for its time. */
    private static final class Alarm implements Timer, Runnable, Comparable<Alarm> {
        private final Runnable task;
        private final long atNanos;
        private volatile boolean cancelled;

        Alarm(Runnable task, long atNanos) {
            this.task = task;
            this.atNanos = atNanos;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        @Override
        public int compareTo(Alarm other) {
            return Long.compare(atNanos - other.atNanos, 0);
        }
    }
}
