package org.torrent.testkit.ports.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.testkit.ports.Waiting;

/** An unbounded pool that counts, so that a block released too often or never is found. Thread-safe. */
public final class CountingPool implements BlockPool {
    private final AtomicInteger blocks = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger tooOften = new AtomicInteger();

    @Override
    public Block tryAcquire(int capacity) {
        blocks.incrementAndGet();
        bytes.addAndGet(capacity);
        return new Lent(capacity);
    }

    /** A block filled with payload, ready to be written. */
    public Block filled(byte[] payload) {
        Block block = tryAcquire(payload.length);
        block.buffer().put(payload).flip();
        return block;
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

    /** Whether every block is back. */
    public boolean areAllReleased() {
        return blocks.get() == 0;
    }

    /** Fails when a block came back twice. */
    public void check() {
        assertThat(tooOften).as("blocks released too often").hasValue(0);
    }

    /** Waits in real time until all are back, and fails when one came back twice. */
    public void awaitAllReleasedOnce() {
        Waiting.until("every block is released", this::areAllReleased);
        check();
    }

    @Override
    public String toString() {
        return blocks + " blocks lent";
    }

    private final class Lent implements Block {
        private final CountedBlock block;
        private final int capacity;

        Lent(int capacity) {
            this.block = new CountedBlock(ByteBuffer.allocateDirect(capacity));
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
            int left = block.releaseOne();
            if (left == 0) {
                blocks.decrementAndGet();
                bytes.addAndGet(-capacity);
            } else if (left < 0) {
                tooOften.incrementAndGet();
                throw new IllegalStateException("released before");
            }
        }

        @Override
        public boolean isReleased() {
            return block.isReleased();
        }
    }
}
