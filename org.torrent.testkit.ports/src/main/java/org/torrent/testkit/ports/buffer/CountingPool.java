package org.torrent.testkit.ports.buffer;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/** Lends without a bound and knows what was not given back. Thread-safe. */
public final class CountingPool implements BlockPool {
    private final AtomicInteger blocks = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    @Override
    public Block tryAcquire(int capacity) {
        blocks.incrementAndGet();
        bytes.addAndGet(capacity);
        return new Lent(new CountedBlock(ByteBuffer.allocateDirect(capacity)), capacity);
    }

    /** A block with room for a header in front and this payload. */
    public Block of(byte[] payload) {
        return of(payload, 0, payload.length);
    }

    /** The same for a part of an array. */
    public Block of(byte[] payload, int offset, int length) {
        Block block = tryAcquire(HEADER_BYTES + length);
        block.buffer().position(HEADER_BYTES).put(payload, offset, length).position(HEADER_BYTES);
        return block;
    }

    @Override
    public void onAvailable(Runnable task) {
        task.run();
    }

    @Override
    public long lentBytes() {
        return bytes.get();
    }

    /** Blocks that are out. */
    public int lentBlocks() {
        return blocks.get();
    }

    @Override
    public long capacityBytes() {
        return Long.MAX_VALUE;
    }

    private final class Lent implements Block {
        private final CountedBlock block;
        private final int capacity;

        Lent(CountedBlock block, int capacity) {
            this.block = block;
            this.capacity = capacity;
        }

        @Override
        public ByteBuffer buffer() {
            return block.buffer();
        }

        @Override
        public Block retain() {
            block.retain();
            return this;
        }

        @Override
        public void release() {
            block.release();
            if (block.isReleased()) {
                blocks.decrementAndGet();
                bytes.addAndGet(-capacity);
            }
        }

        @Override
        public boolean isReleased() {
            return block.isReleased();
        }
    }
}
