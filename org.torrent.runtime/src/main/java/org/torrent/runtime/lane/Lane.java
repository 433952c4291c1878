package org.torrent.runtime.lane;

import org.torrent.runtime.heap.HeapAlarm;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/**
 * A thread for one piece of foreign code: one call at a time, in order. Messages have a bound and a quota per source;
 * events are never dropped. The thread is made with the first task. Java can't end a call that does not return: the lane
 * is abandoned then, its daemon thread ends when the call does, and the owner makes another lane. A lane ends once and is
 * not used again. Any thread.
 */
public final class Lane {
    private final String name;
    private final Threads threads;
    private final Clock clock;
    private final LaneLimits limits;
    private final LaneOwner owner;
    private final Runnable drain = this::drain;
    private final LaneQueue queue; // guarded by this, as all that follows but the volatiles
    private EventLoop loop;
    private boolean running;
    private boolean finishing; // what is queued still runs, and nothing more
    private boolean ended;
    private volatile String current;
    private volatile long startedNanos;

    /**
     * A lane without a thread yet.
     *
     * @param name of its thread
     */
    public Lane(String name, Threads threads, Clock clock, LaneLimits limits, LaneOwner owner) {
        this.name = name;
        this.threads = threads;
        this.clock = clock;
        this.limits = limits;
        this.owner = owner;
        this.queue = new LaneQueue(limits);
    }

    /** Queues a call; false when it was dropped: there is no room, or the lane ended. */
    public boolean offer(LaneTask task) {
        synchronized (this) {
            if (ended || finishing || !queue.offer(task)) {
                return false;
            }
            if (running) {
                return true;
            }
            if (loop == null) {
                loop = threads.newLoop(name);
            }
            loop.execute(drain);
            running = true; // without memory for it, the next one tries again
        }
        return true;
    }

    private void drain() {
        boolean more = true;
        while (more) {
            try {
                LaneTask task = next();
                more = task != null;
                if (more) {
                    run(task);
                }
            } catch (
                    Throwable t) { // its owner's, without memory to count a failure: the next call is made all the same
                HeapAlarm.raise(t);
            }
        }
    }

    private synchronized LaneTask next() {
        LaneTask task = ended ? null : queue.poll();
        running = task != null;
        return task;
    }

    private void run(LaneTask task) {
        long start = clock.nowNanos();
        startedNanos = start;
        current = task.label();
        try {
            task.body().run();
        } catch (Throwable error) { // foreign code: a LinkageError would kill the lane
            HeapAlarm.raise(error);
            owner.failed(task, error);
        } finally {
            current = null;
            finished(task, clock.nowNanos() - start);
        }
    }

    private void finished(LaneTask task, long nanos) {
        owner.ran(task, nanos);
        if (nanos > limits.deadlineNanos() && !isEnded()) {
            owner.late(task, nanos);
        }
    }

    /** Whether it takes no more calls, and what was queued is forgotten. */
    public synchronized boolean isEnded() {
        return ended;
    }

    /** The label of the call that has been running for longer than the deadline; null when there is none. */
    public String overdue(long nowNanos) {
        String label = current;
        return label != null && nowNanos - startedNanos > limits.deadlineNanos() ? label : null;
    }

    /** The label of the call that is under way; null when there is none. */
    public String current() {
        return current;
    }

    /** How many calls wait. */
    public synchronized int waiting() {
        return queue.size();
    }

    /** Whether a call is under way. */
    public boolean isBusy() {
        return current != null;
    }

    /** Ends without waiting; what is queued is forgotten. A call under way goes on alone. */
    public void abandon() {
        close(0);
    }

    /**
     * Forgets what is queued, ends, and waits for the call under way.
     *
     * @return false when it goes on beyond; a call that closes its own lane does not wait for itself
     */
    public boolean close(long waitMillis) {
        EventLoop last;
        int forgotten;
        synchronized (this) {
            ended = true;
            forgotten = queue.clear();
            last = loop;
        }
        if (forgotten > 0) {
            owner.forgotten(forgotten);
        }
        return end(last, waitMillis);
    }

    /** Takes nothing more and runs what is queued; {@link #drain} waits for that. */
    public void finish() {
        EventLoop last;
        synchronized (this) {
            finishing = true;
            last = loop;
        }
        end(last, 0);
    }

    /** Runs what is queued, ends, waits for that; false when it goes on beyond. */
    public boolean drain(long waitMillis) {
        EventLoop last;
        synchronized (this) {
            finishing = true;
            last = loop;
        }
        boolean ran = end(last, waitMillis);
        close(0);
        return ran;
    }

    private static boolean end(EventLoop last, long waitMillis) {
        if (last == null) {
            return true;
        }
        boolean own = last.inLoop();
        return last.shutdown(own ? 0 : waitMillis) || own;
    }
}
