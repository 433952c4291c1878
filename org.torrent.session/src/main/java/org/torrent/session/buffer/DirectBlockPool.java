package org.torrent.session.buffer;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/**
 * Blocks cut from direct slabs that are made as they are first needed and kept for reuse. The bound counts what is lent;
 * memory that was given back waits in a queue. A handle is made anew for every loan, so a stale one can't touch the
 * next holder's bytes.
 */
public final class DirectBlockPool implements BlockPool {
    private static final int SLAB_BLOCKS = 64;

    private final long capacityBytes;
    private final AtomicLong lent = new AtomicLong();
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** A pool that lends at most that many bytes at a time. */
    public DirectBlockPool(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    @Override
    public Block tryAcquire(int bytes) {
        int size = Math.max(bytes, BLOCK_BYTES);
        if (lent.getAndUpdate(now -> now + size > capacityBytes ? now : now + size) + size > capacityBytes) {
            return null;
        }
        ByteBuffer memory = size == BLOCK_BYTES ? pooled() : ByteBuffer.allocateDirect(size);
        return new LentBlock(this, memory.clear());
    }

    @Override
    public void onAvailable(Runnable task) {
        waiting.add(task);
        wake();
    }

    @Override
    public long lentBytes() {
        return lent.get();
    }

    @Override
    public long capacityBytes() {
        return capacityBytes;
    }

    void giveBack(ByteBuffer memory) {
        if (memory.capacity() == BLOCK_BYTES) {
            free.add(memory);
        }
        lent.addAndGet(-memory.capacity());
        wake();
    }

    /** One task for each block that there is room for: one that has no use for it any more must not cost another its turn. */
    private void wake() {
        for (long room = (capacityBytes - lent.get()) / BLOCK_BYTES; room > 0; room--) {
            Runnable task = waiting.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    private ByteBuffer pooled() {
        ByteBuffer memory = free.poll();
        return memory != null ? memory : cutSlab();
    }

    private ByteBuffer cutSlab() {
        ByteBuffer slab = ByteBuffer.allocateDirect(SLAB_BLOCKS * BLOCK_BYTES);
        for (int i = 1; i < SLAB_BLOCKS; i++) {
            free.add(slab.slice(i * BLOCK_BYTES, BLOCK_BYTES));
        }
        return slab.slice(0, BLOCK_BYTES);
    }
}
