package org.torrent.session.buffer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who waits for memory, one queue for single blocks and one for runs: a long run that is not free keeps nobody else
 * waiting. In return it gets a window reserved that single blocks leave alone until a run was taken, so that it comes
 * free sooner or later however many single blocks are asked for. Thread-safe.
 */
final class PoolWaiters {
    /** Times memory comes back after which a window is let go that nobody waits for: who was woken has gone. */
    private static final int UNUSED_RETURNS = 64;

    private final Slabs slabs;
    private final Queue<Runnable> singles = new ConcurrentLinkedQueue<>();
    private final Queue<Waiter> runs = new ConcurrentLinkedQueue<>();
    private final Object gate = new Object(); // guards what is reserved in the slabs, and unusedReturns
    private int unusedReturns;

    private record Waiter(int blocks, Runnable task) {}

    PoolWaiters(Slabs slabs) {
        this.slabs = slabs;
    }

    void add(int blocks, Runnable task) {
        if (blocks == 1) {
            singles.add(task);
        } else {
            runs.add(new Waiter(blocks, task));
        }
        wake();
    }

    /** Memory came back. */
    void onReturn() {
        if (!singles.isEmpty() || !runs.isEmpty() || slabs.isReserved()) {
            wake();
        }
    }

    /** A run was taken: single blocks may have the window, until the next run is waited for in vain. */
    void onRunTaken() {
        if (slabs.isReserved()) {
            synchronized (gate) {
                slabs.unreserve();
            }
            wake();
        }
    }

    private void wake() {
        wakeRuns();
        reserve();
        wakeSingles();
    }

    /** One task for each block that there is room for: one that has no use for it any more must not cost another its turn. */
    private void wakeSingles() {
        if (singles.isEmpty()) {
            return;
        }
        for (int room = slabs.room(); room > 0; room--) {
            Runnable task = singles.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    /** The same for runs: whoever was woken may take its run later only, so each one is counted once. */
    private void wakeRuns() {
        int woken = 0;
        for (Waiter next; (next = runs.peek()) != null && slabs.runs(next.blocks) > woken; woken++) {
            next = runs.poll();
            if (next != null) {
                next.task.run();
            }
        }
    }

    private void reserve() {
        if (runs.isEmpty() && !slabs.isReserved()) {
            return;
        }
        synchronized (gate) {
            Waiter next = runs.peek();
            if (next == null) {
                if (++unusedReturns >= UNUSED_RETURNS) {
                    slabs.unreserve();
                }
            } else if (!slabs.isReserved()) {
                slabs.reserve(next.blocks);
                unusedReturns = 0;
            }
        }
    }
}
