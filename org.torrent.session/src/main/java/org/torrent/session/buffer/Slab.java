package org.torrent.session.buffer;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.spi.buffer.BlockPool;

/**
 * Up to 64 blocks of direct memory that lie side by side, and a bit for each one that is free. Lock-free: what is taken
 * and given back is one compare-and-set of that word. Single blocks come from its low end, runs from its high end, so
 * that they part by themselves. A window may be reserved: single blocks are not taken from it, so it fills up for a run.
 */
final class Slab {
    static final int BLOCKS = Long.SIZE;

    private final Lender lender;
    private final int first;
    private final int size;
    private final ByteBuffer memory;
    private final Run[] singles;
    private final AtomicLong free;
    private volatile long reserved;

    /** Makes the memory. */
    Slab(Lender lender, int first, int size) {
        this.lender = lender;
        this.first = first;
        this.size = size;
        this.memory = ByteBuffer.allocateDirect(size * BlockPool.BLOCK_BYTES);
        this.free = new AtomicLong(window(0, size));
        this.singles = new Run[size];
        for (int i = 0; i < size; i++) {
            singles[i] = run(i, 1);
        }
    }

    private Run run(int bit, int blocks) {
        ByteBuffer part = memory.slice(bit * BlockPool.BLOCK_BYTES, blocks * BlockPool.BLOCK_BYTES);
        return new Run(lender, part, first + bit, blocks);
    }

    /** One block, or null. */
    Run takeOne() {
        while (true) {
            long now = free.get();
            long choice = now & ~reserved;
            if (choice == 0) {
                return null;
            }
            if (free.compareAndSet(now, now & ~Long.lowestOneBit(choice))) {
                return singles[Long.numberOfTrailingZeros(choice)];
            }
        }
    }

    /** That many blocks side by side, reserved or not, or null. */
    Run takeRun(int blocks) {
        while (true) {
            long now = free.get();
            long starts = starts(now, blocks);
            if (starts == 0) {
                return null;
            }
            int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(starts);
            if (free.compareAndSet(now, now & ~window(bit, blocks))) {
                return run(bit, blocks);
            }
        }
    }

    /** They are free again; answers how many are free now. */
    int giveBack(int number, int blocks) {
        long window = window(number - first, blocks);
        while (true) {
            long now = free.get();
            if (free.compareAndSet(now, now | window)) {
                return Long.bitCount(now | window);
            }
        }
    }

    int lent() {
        return size - Long.bitCount(free.get());
    }

    /** Blocks that {@link #takeOne} has left. */
    int room() {
        return Long.bitCount(free.get() & ~reserved);
    }

    /** Runs of that length that {@link #takeRun} has left. */
    int runs(int blocks) {
        int runs = 0;
        long left = free.get();
        for (long starts; (starts = starts(left, blocks)) != 0; runs++) {
            left &= ~window(Long.numberOfTrailingZeros(starts), blocks);
        }
        return runs;
    }

    /** The window of that length that misses the fewest blocks; 0 when the slab is shorter. */
    long fullestWindow(int blocks) {
        long now = free.get();
        long best = 0;
        for (int bit = size - blocks; bit >= 0; bit--) {
            long window = window(bit, blocks);
            if (best == 0 || Long.bitCount(now & window) > Long.bitCount(now & best)) {
                best = window;
            }
        }
        return best;
    }

    /** Free blocks of a window. */
    int free(long window) {
        return Long.bitCount(free.get() & window);
    }

    /** Keeps single blocks out of a window from now on; 0 ends it. */
    void reserve(long window) {
        reserved = window;
    }

    private static long window(int bit, int blocks) {
        return -1L >>> (Long.SIZE - blocks) << bit;
    }

    /** The bits at which that many free ones begin. */
    private static long starts(long free, int blocks) {
        long starts = free;
        for (int left = blocks; left > 1; left -= left >> 1) {
            starts &= starts >>> (left >> 1);
        }
        return starts;
    }
}
