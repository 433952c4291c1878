package org.torrent.session.buffer;

import org.torrent.spi.buffer.BlockPool;

/**
 * The pool's memory: slabs that are made as they are first needed, and kept. No more of them than the bound ever exist,
 * the last one may be shorter. Single blocks are taken from the lowest slab that is known to have some, so that the
 * higher ones empty when there is less to do; runs are taken from the highest one.
 */
final class Slabs {
    /** Free blocks at which a slab counts as worth going back to: so the hint changes once for that many loans. */
    private static final int WORTH_BLOCKS = 8;

    private final Lender lender;
    private final int blocks;
    private final Slab[] slabs;
    private final Object growth = new Object(); // guards making slabs
    private volatile int made;
    private volatile int hint; // where to look first; any value is right
    private volatile Slab reserved; // null but while a window is reserved; changed under the waiters' lock

    Slabs(Lender lender, int blocks) {
        this.lender = lender;
        this.blocks = blocks;
        this.slabs = new Slab[(blocks + Slab.BLOCKS - 1) / Slab.BLOCKS];
    }

    /** The longest run there may be. */
    int longestRun() {
        return Math.min(blocks, Slab.BLOCKS);
    }

    /** One block, or null when all are lent or reserved. */
    Run takeOne() {
        while (true) {
            int count = made;
            int start = hint;
            for (int i = 0; i < count; i++) {
                int index = start + i < count ? start + i : start + i - count;
                Run run = slabs[index].takeOne();
                if (run != null) {
                    if (index != start) {
                        hint = index;
                    }
                    return run;
                }
            }
            if (!grow(count)) {
                return null;
            }
        }
    }

    /** That many blocks side by side, or null when there is no such run. */
    Run takeRun(int length) {
        while (true) {
            int count = made;
            for (int index = count - 1; index >= 0; index--) {
                Run run = slabs[index].takeRun(length);
                if (run != null) {
                    return run;
                }
            }
            if (!grow(count)) {
                return null;
            }
        }
    }

    /** Makes one slab more, unless another thread did; false when all there may be were there. */
    private boolean grow(int seen) {
        if (seen == slabs.length) {
            return false;
        }
        synchronized (growth) {
            if (made == seen) {
                slabs[seen] = new Slab(lender, seen * Slab.BLOCKS, size(seen));
                made = seen + 1;
            }
        }
        return true;
    }

    private int size(int index) {
        return Math.min(Slab.BLOCKS, blocks - index * Slab.BLOCKS);
    }

    void giveBack(int first, int length) {
        int index = first / Slab.BLOCKS;
        int free = slabs[index].giveBack(first, length);
        if (free >= WORTH_BLOCKS && free - length < WORTH_BLOCKS && index < hint) {
            hint = index;
        }
    }

    /** Blocks that are lent. */
    int lent() {
        int sum = 0;
        for (int i = made - 1; i >= 0; i--) {
            sum += slabs[i].lent();
        }
        return sum;
    }

    /** Blocks for which there is memory. */
    int allocated() {
        int count = made;
        return count == slabs.length ? blocks : count * Slab.BLOCKS;
    }

    /** Single blocks that could be taken now. */
    int room() {
        int count = made;
        int sum = blocks - Math.min(blocks, count * Slab.BLOCKS);
        for (int i = 0; i < count; i++) {
            sum += slabs[i].room();
        }
        return sum;
    }

    /** Runs that could be taken now. */
    int runs(int length) {
        int count = made;
        int sum = 0;
        for (int i = 0; i < slabs.length; i++) {
            sum += i < count ? slabs[i].runs(length) : size(i) / length;
        }
        return sum;
    }

    /** Keeps single blocks away from where a run is nearest to be free, in place of what was reserved before. */
    void reserve(int length) {
        unreserve();
        Slab best = null;
        long bestWindow = 0;
        for (int i = made - 1; i >= 0; i--) {
            long window = slabs[i].fullestWindow(length);
            if (window != 0 && (best == null || slabs[i].free(window) > best.free(bestWindow))) {
                best = slabs[i];
                bestWindow = window;
            }
        }
        if (best != null) {
            best.reserve(bestWindow);
            reserved = best;
        }
    }

    void unreserve() {
        Slab slab = reserved;
        if (slab != null) {
            slab.reserve(0);
            reserved = null;
        }
    }

    boolean isReserved() {
        return reserved != null;
    }

    static long bytes(int blocks) {
        return (long) blocks * BlockPool.BLOCK_BYTES;
    }
}
