package org.torrent.storage.testing;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/** Blocks that know when they are released twice, and how many were not. */
public final class LeakPool implements BlockPool {
    private final AtomicLong lent = new AtomicLong();

    @Override
    public Block tryAcquire(int bytes) {
        lent.addAndGet(bytes);
        return new Counted(bytes);
    }

    /** A block with a header in front and this payload. */
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
        return lent.get();
    }

    @Override
    public long capacityBytes() {
        return Long.MAX_VALUE;
    }

    private final class Counted implements Block {
        private final ByteBuffer buffer;
        private final AtomicInteger references = new AtomicInteger(1);

        Counted(int bytes) {
            buffer = ByteBuffer.allocateDirect(bytes);
        }

        @Override
        public ByteBuffer buffer() {
            if (isReleased()) {
                throw new IllegalStateException("released");
            }
            return buffer;
        }

        @Override
        public Block retain() {
            references.incrementAndGet();
            return this;
        }

        @Override
        public void release() {
            int left = references.decrementAndGet();
            if (left < 0) {
                throw new IllegalStateException("released twice");
            }
            if (left == 0) {
                lent.addAndGet(-buffer.capacity());
            }
        }

        @Override
        public boolean isReleased() {
            return references.get() <= 0;
        }
    }
}
