package org.torrent.session.plugin.arrival;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/**
 * Makes calls that may hang, each on a thread that ends with it. So many at a time; the others wait in order: Java can't end
 * a thread, so those that hang would else add up. Any thread.
 */
final class DisposableThreads {
    private final BiConsumer<String, Runnable> apart;
    private final int limit;
    private final Deque<DisposableCall> waiting = new ArrayDeque<>(); // guarded by this, as what follows
    private int running;

    /**
     * None yet.
     *
     * @param apart runs a task on a new thread of that name
     */
    DisposableThreads(BiConsumer<String, Runnable> apart, int limit) {
        this.apart = apart;
        this.limit = limit;
    }

    /** Makes the call as soon as there is a thread. */
    void execute(DisposableCall call) {
        synchronized (this) {
            if (running == limit) {
                waiting.add(call);
                return;
            }
            running++;
        }
        start(call);
    }

    private void start(DisposableCall call) {
        boolean started = false;
        try {
            apart.accept(call.name(), () -> {
                try {
                    call.run();
                } finally {
                    next();
                }
            });
            started = true;
        } finally {
            if (!started) { // there is no thread to be had
                synchronized (this) {
                    running--;
                }
            }
        }
    }

    private void next() {
        DisposableCall call;
        synchronized (this) {
            call = waiting.poll();
            if (call == null) {
                running--;
                return;
            }
        }
        start(call);
    }

    /** Whether there is no thread for it yet. */
    synchronized boolean isWaiting(DisposableCall call) {
        return waiting.contains(call);
    }

    /** A call that was not begun is not made. */
    synchronized void forget(DisposableCall call) {
        waiting.remove(call);
    }
}
