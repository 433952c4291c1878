package org.torrent.session.buffer;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.torrent.spi.buffer.Block;

/** One loan. */
final class LentBlock implements Block {
    private static final AtomicIntegerFieldUpdater<LentBlock> REFERENCES =
            AtomicIntegerFieldUpdater.newUpdater(LentBlock.class, "references");

    private final DirectBlockPool pool;
    private final ByteBuffer memory;
    private volatile int references = 1;

    LentBlock(DirectBlockPool pool, ByteBuffer memory) {
        this.pool = pool;
        this.memory = memory;
    }

    @Override
    public ByteBuffer buffer() {
        if (references <= 0) {
            throw released();
        }
        return memory;
    }

    @Override
    public Block retain() {
        if (REFERENCES.getAndUpdate(this, n -> n > 0 ? n + 1 : n) <= 0) {
            throw released();
        }
        return this;
    }

    @Override
    public void release() {
        int left = REFERENCES.decrementAndGet(this);
        if (left == 0) {
            pool.giveBack(memory);
        } else if (left < 0) {
            throw released();
        }
    }

    @Override
    public boolean isReleased() {
        return references <= 0;
    }

    private static IllegalStateException released() {
        return new IllegalStateException("the block was released already: each reference is released exactly once");
    }
}
