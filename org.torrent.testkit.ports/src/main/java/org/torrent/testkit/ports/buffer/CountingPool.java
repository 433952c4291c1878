package org.torrent.testkit.ports.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.testkit.ports.Waiting;

/** An unbounded pool that remembers every block, so that one released too often or never is found. Thread-safe. */
public final class CountingPool implements BlockPool {
    private final List<CountedBlock> blocks = new ArrayList<>();

    @Override
    public synchronized Block tryAcquire(int bytes) {
        CountedBlock block = new CountedBlock(ByteBuffer.allocateDirect(Math.max(bytes, 1)));
        blocks.add(block);
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
        return blocks.stream()
                .filter(block -> !block.isReleased())
                .mapToLong(block -> block.buffer().capacity())
                .sum();
    }

    @Override
    public long capacityBytes() {
        return Long.MAX_VALUE;
    }

    /** Whether every block is back. */
    public synchronized boolean areAllReleased() {
        return blocks.stream().allMatch(CountedBlock::isReleased);
    }

    /** Fails when a block came back twice. */
    public synchronized void check() {
        assertThat(blocks).as("blocks released too often").noneMatch(block -> block.references() < 0);
    }

    /** Waits in real time until all are back, and fails when one came back twice. */
    public void awaitAllReleasedOnce() {
        Waiting.until("every block is released", this::areAllReleased);
        check();
    }

    @Override
    public synchronized String toString() {
        return blocks.stream().filter(block -> !block.isReleased()).count() + " of " + blocks.size() + " blocks lent";
    }
}
