package org.torrent.storage;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.torrent.spi.buffer.Block;

/** A few blocks that come back. */
final class BlockRing {
    private final ConcurrentLinkedQueue<Lent> free = new ConcurrentLinkedQueue<>();

    BlockRing(int blocks) {
        for (int i = 0; i < blocks; i++) {
            Lent lent = new Lent();
            while (lent.buffer.hasRemaining()) {
                lent.buffer.put((byte) i);
            }
            free.add(lent);
        }
    }

    Block take() {
        Lent lent;
        while ((lent = free.poll()) == null) {
            LockSupport.parkNanos(50_000);
        }
        lent.references.set(1);
        lent.buffer.clear().position(13);
        return lent;
    }

    private final class Lent implements Block {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(13 + 16 * 1024);
        private final AtomicInteger references = new AtomicInteger();

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public Block retain() {
            references.incrementAndGet();
            return this;
        }

        @Override
        public void release() {
            if (references.decrementAndGet() == 0) {
                free.add(this);
            }
        }

        @Override
        public boolean isReleased() {
            return references.get() <= 0;
        }
    }
}
