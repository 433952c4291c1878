package org.torrent.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/** An unbounded pool that remembers every block, so that one released too often or never is found. */
public final class CountingPool extends Awaiting implements BlockPool {
    private final List<Counted> blocks = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private long lent;

    @Override
    public Block tryAcquire(int bytes) {
        Counted block = new Counted(ByteBuffer.allocateDirect(Math.max(bytes, 1)));
        change(() -> {
            blocks.add(block);
            lent += block.bytes.capacity();
        });
        return block;
    }

    /** A block filled with payload, ready to be written. */
    public Block filled(byte[] payload) {
        Block block = tryAcquire(payload.length);
        block.buffer().put(payload).flip();
        return block;
    }

    @Override
    public void onAvailable(Runnable task) {
        task.run();
    }

    @Override
    public synchronized long lentBytes() {
        return lent;
    }

    @Override
    public long capacityBytes() {
        return Long.MAX_VALUE;
    }

    /** Waits until all are back, and fails when one came back twice. */
    public void awaitAllReleasedOnce() {
        await("every block is released", () -> lent == 0);
        synchronized (this) {
            assertThat(mistakes).as("blocks released too often").isEmpty();
        }
    }

    @Override
    public synchronized String toString() {
        return blocks.stream().filter(block -> !block.isReleased()).count() + " of " + blocks.size() + " blocks lent";
    }

    private final class Counted implements Block {
        private final ByteBuffer bytes;
        private final AtomicInteger references = new AtomicInteger(1);

        Counted(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public ByteBuffer buffer() {
            if (isReleased()) {
                throw new IllegalStateException("used after release");
            }
            return bytes;
        }

        @Override
        public Block retain() {
            references.incrementAndGet();
            return this;
        }

        @Override
        public void release() {
            int left = references.decrementAndGet();
            change(() -> {
                if (left == 0) {
                    lent -= bytes.capacity();
                } else if (left < 0) {
                    mistakes.add("released " + -left + " times too often");
                }
            });
        }

        @Override
        public boolean isReleased() {
            return references.get() <= 0;
        }
    }
}
