package org.torrent.session.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.torrent.spi.runtime.EventLoop;

/**
 * The thread of one {@code ExtensionPlugin}: one call at a time, in order. Messages have a bound and a quota per peer;
 * connect and disconnect events are never dropped. A lane ends once and is not used again. Any thread.
 */
final class Lane {
    /**
     * One call.
     *
     * @param message whether it may be dropped
     */
    record Task(String hook, ExtensionLink link, int bytes, boolean message, Runnable body) {}

    private final PluginEntry owner;
    private final PluginEnvironment environment;
    private final Deque<Task> queue = new ArrayDeque<>(); // guarded by this, as all that follows but the volatiles
    private EventLoop loop;
    private int messages;
    private long bytes;
    private boolean running;
    private boolean ended;
    private volatile String current;
    private volatile long startedNanos;

    Lane(PluginEntry owner) {
        this.owner = owner;
        this.environment = owner.environment;
    }

    /** Queues a call; false when it was dropped. */
    boolean offer(Task task) {
        synchronized (this) {
            if (ended || task.message() && full(task)) {
                return false;
            }
            add(task);
            if (running) {
                return true;
            }
            running = true;
            if (loop == null) {
                loop = environment.threads().newLoop("plugin-" + owner.name());
            }
        }
        loop.execute(this::drain);
        return true;
    }

    private boolean full(Task task) {
        PluginLimits limits = environment.limits();
        return messages >= limits.laneMessages()
                || bytes + task.bytes() > limits.laneBytes()
                || task.link().queued >= limits.laneMessagesPerPeer();
    }

    private void add(Task task) {
        queue.add(task);
        if (task.message()) {
            count(task, 1);
        }
    }

    private void count(Task task, int sign) {
        messages += sign;
        bytes += (long) sign * task.bytes();
        task.link().queued += sign;
    }

    private void drain() {
        Task task = next();
        while (task != null) {
            run(task);
            task = next();
        }
    }

    private synchronized Task next() {
        Task task = ended ? null : queue.poll();
        if (task == null) {
            running = false;
        } else if (task.message()) {
            count(task, -1);
        }
        return task;
    }

    private void run(Task task) {
        long start = environment.nowNanos();
        startedNanos = start;
        current = task.hook();
        try {
            task.body().run();
        } catch (Throwable error) { // foreign code: a LinkageError would kill the lane
            owner.failed(task.hook(), error);
        } finally {
            current = null;
            finished(task, environment.nowNanos() - start);
        }
    }

    private void finished(Task task, long nanos) {
        owner.meter.called(nanos);
        if (nanos > environment.limits().callDeadlineNanos() && !over()) {
            owner.failed(task.hook() + " took " + nanos / 1_000_000 + " ms");
        }
    }

    private synchronized boolean over() {
        return ended;
    }

    /** The hook that has been running for longer than the deadline; null when there is none. */
    String overdue(long nowNanos) {
        String hook = current;
        return hook != null && nowNanos - startedNanos > environment.limits().callDeadlineNanos() ? hook : null;
    }

    /** Whether a call is under way. */
    boolean busy() {
        return current != null;
    }

    /** Whether the caller runs on this lane. */
    synchronized boolean inLane() {
        return loop != null && loop.inLoop();
    }

    /** Ends without waiting; what is queued is forgotten. A call under way goes on alone. */
    void abandon() {
        close(0);
    }

    /** Forgets what is queued, ends, waits for the call under way; false when it goes on beyond. */
    boolean close(long waitMillis) {
        EventLoop last;
        synchronized (this) {
            ended = true;
            owner.meter.dropped(messages);
            queue.clear();
            last = loop;
        }
        return end(last, waitMillis);
    }

    /** Runs what is queued, ends, waits for that; false when it goes on beyond. */
    boolean drain(long waitMillis) {
        EventLoop last;
        synchronized (this) {
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
        boolean own = last.inLoop(); // a plugin that unregisters itself must not wait for itself
        return last.shutdown(own ? 0 : waitMillis) || own;
    }
}
