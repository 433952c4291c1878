package org.torrent.spi.runtime;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ConsumerType;

/** A thread of its own that runs tasks one at a time, in the order they were posted. */
@ConsumerType
public interface EventLoop extends Executor {
    /** Posts a task; never refused, never run inside the call. Any thread. After the end it is dropped. */
    @Override
    void execute(Runnable task);

    /** Runs a task on the loop after a delay. Any thread. */
    Timer schedule(Runnable task, long delayNanos);

    /**
     * Runs a task on the loop after a period, and again and again with about that time between two runs, whatever it throws.
     * Any thread.
     *
     * @return ends it
     */
    default Timer repeat(Runnable task, long periodNanos) {
        Repeating repeating = new Repeating(next -> schedule(next, periodNanos)::cancel, task);
        repeating.start();
        return repeating::cancel;
    }

    /** Whether the caller runs on this loop. */
    boolean inLoop();

    /** For people. */
    String name();

    /** Runs what is queued, then ends; waits for that up to {@code timeoutMillis}; false when it goes on beyond. */
    boolean shutdown(long timeoutMillis);

    /** A task that waits for its time. */
    interface Timer {
        /** Forgets the task; no effect once it runs. */
        void cancel();
    }
}
