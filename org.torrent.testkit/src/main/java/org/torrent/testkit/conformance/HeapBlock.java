package org.torrent.testkit.conformance;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.spi.buffer.Block;

/** A block of its own that counts references as the port asks. */
final class HeapBlock implements Block {
    private final ByteBuffer memory;
    private final AtomicInteger references = new AtomicInteger(1);

    HeapBlock(ByteBuffer memory) {
        this.memory = memory;
    }

    @Override
    public ByteBuffer buffer() {
        check(references.get());
        return memory;
    }

    @Override
    public Block retain() {
        check(references.getAndIncrement());
        return this;
    }

    @Override
    public void release() {
        check(references.getAndDecrement());
    }

    @Override
    public boolean isReleased() {
        return references.get() <= 0;
    }

    int references() {
        return references.get();
    }

    private static void check(int before) {
        if (before <= 0) {
            throw new IllegalStateException("released before");
        }
    }
}
