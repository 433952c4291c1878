package org.torrent.session.buffer;

import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/**
 * Blocks cut from direct slabs that are made as they are first needed and kept for reuse; a larger block is several that
 * lie side by side. The bound is one of memory: nothing is allocated outside of slabs, and no more slabs than the bound.
 * A handle is made anew for every loan, so a stale one can't touch the next holder's bytes.
 */
public final class DirectBlockPool implements BlockPool {
    private final int blocks;
    private final Slabs slabs;
    private final PoolWaiters waiters;

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

    @Override
    public Block tryAcquire(int bytes) {
        if (bytes <= BLOCK_BYTES) {
            Run run = slabs.takeOne();
            return run == null ? null : new LentBlock(run);
        }
        Run run = slabs.takeRun(blocksFor(bytes));
        if (run == null) {
            return null;
        }
        waiters.onRunTaken();
        return new LentBlock(run);
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
        waiters.onReturn();
    }
}
