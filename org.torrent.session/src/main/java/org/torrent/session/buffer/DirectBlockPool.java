package org.torrent.session.buffer;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/**
 * Blocks cut from direct slabs that are made as they are first needed and kept for reuse; a larger block is several that
 * lie side by side. The bound is one of memory: nothing is allocated outside of slabs, and no more slabs than the bound.
 * A handle is made anew for every loan, so a stale one can't touch the next holder's bytes.
 *
 * <p>Theory of shares. How much a torrent may hold is a multiple of what is free (dynamic thresholds: Choudhury and Hahne,
 * 1998): alone it may have {@value #PART} of {@code PART + 1} parts, and however many torrents hold all they may, some
 * room is left for one that comes last. So torrents whose disk is slow can't take the pool from the others.
 */
public final class DirectBlockPool implements BlockPool {
    /** A share may hold that many times what is free. */
    static final int PART = 4;

    private final int blocks;
    private final Slabs slabs;
    private final PoolWaiters waiters;
    private final AtomicInteger lent = new AtomicInteger();
    private final Set<Share> starving = ConcurrentHashMap.newKeySet(); // somebody waits for them

    /**
     * A pool of as many whole blocks as fit into that many bytes.
     *
     * @throws IllegalArgumentException when not even one fits, or more than 2^30
     */
    public DirectBlockPool(long capacityBytes) {
        long whole = capacityBytes / BLOCK_BYTES;
        if (whole < 1 || whole > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("a pool of " + capacityBytes + " bytes has room for " + whole
                    + " blocks, must be between 1 and " + Integer.MAX_VALUE / 2);
        }
        this.blocks = (int) whole;
        this.slabs = new Slabs(this::giveBack, blocks);
        this.waiters = new PoolWaiters(slabs);
    }

    /** A part of this pool for one torrent: it leaves some for the others. */
    public BlockPool share() {
        return new Share();
    }

    @Override
    public Block tryAcquire(int bytes) {
        return lend(blocksFor(bytes), null);
    }

    /** {@code held} counts it, or is null. */
    private Block lend(int count, AtomicInteger held) {
        Run run = count == 1 ? slabs.takeOne() : slabs.takeRun(count);
        if (run == null) {
            return null;
        }
        lent.addAndGet(count);
        if (held != null) {
            held.addAndGet(count);
        }
        if (count > 1) {
            waiters.onRunTaken();
        }
        return new LentBlock(run, held);
    }

    @Override
    public void onAvailable(Runnable task) {
        waiters.add(1, task);
    }

    @Override
    public void onAvailable(int bytes, Runnable task) {
        waiters.add(blocksFor(bytes), task);
    }

    @Override
    public long lentBytes() {
        return Slabs.bytes(slabs.lent());
    }

    @Override
    public long capacityBytes() {
        return Slabs.bytes(blocks);
    }

    /** Direct memory that was allocated so far: grows up to the capacity and stays. */
    public long allocatedBytes() {
        return Slabs.bytes(slabs.allocated());
    }

    private int blocksFor(int bytes) {
        int count = bytes <= BLOCK_BYTES ? 1 : (bytes - 1) / BLOCK_BYTES + 1;
        if (count > slabs.longestRun()) {
            throw new IllegalArgumentException("a block of " + bytes + " bytes is never free in this pool, at most "
                    + Slabs.bytes(slabs.longestRun()) + " are");
        }
        return count;
    }

    private void giveBack(int first, int count) {
        slabs.giveBack(first, count);
        lent.addAndGet(-count);
        waiters.onReturn();
        if (!starving.isEmpty()) {
            starving.forEach(this::wake);
        }
    }

    private void wake(Share share) {
        share.wake();
        if (share.waiting.isEmpty()) {
            starving.remove(share);
            if (!share.waiting.isEmpty()) {
                starving.add(share); // somebody began to wait just now
            }
        }
    }

    /** Who waits for his share to grow. */
    private record Waiter(int blocks, Runnable task) {}

    private final class Share implements BlockPool {
        private final AtomicInteger held = new AtomicInteger();
        private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

        @Override
        public Block tryAcquire(int bytes) {
            int count = blocksFor(bytes);
            return count <= room() ? lend(count, held) : null;
        }

        /** Blocks it may have besides those it has. */
        private long room() {
            return (long) PART * (blocks - lent.get()) - held.get();
        }

        @Override
        public void onAvailable(Runnable task) {
            onAvailable(BLOCK_BYTES, task);
        }

        @Override
        public void onAvailable(int bytes, Runnable task) {
            waiting.add(new Waiter(blocksFor(bytes), task));
            starving.add(this);
            DirectBlockPool.this.wake(this);
        }

        /** Whoever may have something now waits for the pool itself, where runs and single blocks have their order. */
        private void wake() {
            long room = room();
            for (Waiter next; (next = waiting.peek()) != null && next.blocks <= room; ) {
                next = waiting.poll();
                if (next != null) {
                    room -= next.blocks;
                    waiters.add(next.blocks, next.task);
                }
            }
        }

        @Override
        public long lentBytes() {
            return Slabs.bytes(held.get());
        }

        @Override
        public long capacityBytes() {
            return DirectBlockPool.this.capacityBytes();
        }
    }
}
