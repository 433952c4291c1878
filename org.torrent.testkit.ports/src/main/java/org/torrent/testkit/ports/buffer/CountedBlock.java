package org.torrent.testkit.ports.buffer;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.spi.buffer.Block;

/** A block of its own that counts references as the port asks. */
public final class CountedBlock implements Block {
    private final ByteBuffer memory;
    private final AtomicInteger references = new AtomicInteger(1);

    /** One reference is out. */
    public CountedBlock(ByteBuffer memory) {
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
        check(releaseOne() + 1);
    }

    /** Takes one reference back; answers how many are left, below zero when there was none. */
    int releaseOne() {
        return references.decrementAndGet();
    }

    @Override
    public boolean isReleased() {
        return references.get() <= 0;
    }

    /** References that are out; below zero when one was given back too often. */
    public int references() {
        return references.get();
    }

    private static void check(int before) {
        if (before <= 0) {
            throw new IllegalStateException("released before");
        }
    }
}
