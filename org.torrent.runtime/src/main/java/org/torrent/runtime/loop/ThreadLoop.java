package org.torrent.runtime.loop;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/**
 * A thread with a mailbox and timers. The mailbox is drained in batches; the thread parks when it is empty and is woken
 * only then, so a busy loop costs its senders one queue operation. A napping one looks again a few times before it
 * parks: waking a thread costs its sender far more than queueing does, and what came in during a nap is done in one go.
 * Tasks that throw are logged; the loop goes on.
 */
final class ThreadLoop implements EventLoop {
    /** Looks at an empty mailbox before a napping loop sleeps. */
    static final int NAPS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);
    private static final long NAP_NANOS = 50_000;
    private static final int BATCH = 256; // tasks between two looks at the timers

    private final Clock clock;
    private final int naps;
    private final Thread thread;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<LoopTimer> timers = new PriorityQueue<>(); // this thread only
    private volatile boolean parked;
    private boolean ending; // this thread only
    private long timerSequence; // this thread only

    ThreadLoop(String name, Clock clock, int naps) {
        this.clock = clock;
        this.naps = naps;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        mailbox.add(task);
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
        LoopTimer timer = new LoopTimer(task, clock.nowNanos() + Math.max(0, delayNanos));
        if (inLoop()) {
            addTimer(timer);
        } else {
            execute(() -> addTimer(timer));
        }
        return timer;
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
        if (inLoop()) {
            return true;
        }
        try {
            if (timeoutMillis > 0) { // join(0) would wait for ever
                thread.join(timeoutMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void addTimer(LoopTimer timer) {
        timer.sequence = timerSequence++;
        timers.add(timer);
    }

    private void run() {
        int idle = 0;
        while (!ending) {
            runDueTimers();
            if (runBatch(BATCH)) {
                idle = 0;
            } else if (idle < naps) {
                idle++;
                LockSupport.parkNanos(this, NAP_NANOS);
            } else {
                park();
            }
        }
        runBatch(mailbox.size()); // not what these post: a loop that feeds itself must end too
    }

    private boolean runBatch(int most) {
        int n = 0;
        for (Runnable task; n < most && (task = mailbox.poll()) != null; n++) {
            guarded(task);
        }
        return n > 0;
    }

    private void runDueTimers() {
        if (timers.isEmpty()) {
            return;
        }
        long now = clock.nowNanos();
        for (LoopTimer next; (next = timers.peek()) != null && next.dueNanos - now <= 0; ) {
            timers.poll();
            if (!next.cancelled) {
                guarded(next.task);
            }
        }
    }

    private void park() {
        parked = true;
        if (mailbox.isEmpty()) {
            LoopTimer next = timers.peek();
            if (next == null) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, next.dueNanos - clock.nowNanos()));
            }
        }
        parked = false;
        Thread.interrupted(); // a stray interrupt must not turn parking into spinning
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable t) { // whatever it was, the others on this loop go on
            LOG.error("A task of {} failed", Thread.currentThread().getName(), t);
        }
    }

    private static final class LoopTimer implements Timer, Comparable<LoopTimer> {
        final Runnable task;
        final long dueNanos;
        long sequence;
        volatile boolean cancelled;

        LoopTimer(Runnable task, long dueNanos) {
            this.task = task;
            this.dueNanos = dueNanos;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(LoopTimer other) {
            int byTime = Long.compare(dueNanos - other.dueNanos, 0);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
