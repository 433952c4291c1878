package org.torrent.session.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/** Many threads at one pool: no byte is lent twice, the bound holds, and nobody waits for ever. */
@Timeout(60)
class DirectBlockPoolStressTest {
    private static final int THREADS = 4;
    private static final int STEPS = 20_000;
    private static final int BLOCKS = 150;

    private final DirectBlockPool pool = new DirectBlockPool((long) BLOCKS * BlockPool.BLOCK_BYTES + 100);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void everywhere(Callable<Void> work) throws Exception {
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(work));
        }
        for (Future<Void> each : running) {
            each.get();
        }
    }

    @Test
    void tryAcquire_whenThreadsTakeAndGiveBackAllSizes_shouldNeverLendAByteTwice() throws Exception {
        AtomicInteger numbers = new AtomicInteger();
        everywhere(() -> {
            byte mark = (byte) numbers.incrementAndGet();
            SplittableRandom random = new SplittableRandom(mark);
            List<Block> held = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                Block block = random.nextInt(3) > 0 ? pool.tryAcquire(size(random)) : null;
                if (block != null) {
                    mark(block.buffer(), mark);
                    held.add(block);
                } else if (!held.isEmpty()) {
                    Block back = held.remove(random.nextInt(held.size()));
                    assertThat(isMarked(back.buffer(), mark)).isTrue();
                    back.release();
                }
                assertThat(pool.lentBytes()).isLessThanOrEqualTo(pool.capacityBytes());
                assertThat(pool.allocatedBytes()).isLessThanOrEqualTo(pool.capacityBytes());
            }
            held.forEach(Block::release);
            return null;
        });
        assertThat(pool.lentBytes()).isZero();
        assertThat(pool.capacityBytes()).isEqualTo((long) BLOCKS * BlockPool.BLOCK_BYTES);
    }

    private static int size(SplittableRandom random) {
        return random.nextInt(5) == 0 ? 1 + random.nextInt(BlockPool.LARGEST_BYTES) : BlockPool.BLOCK_BYTES;
    }

    private static void mark(ByteBuffer buffer, byte mark) {
        for (int at = 0; at < buffer.capacity(); at += BlockPool.BLOCK_BYTES) {
            buffer.put(at, mark).put(at + BlockPool.BLOCK_BYTES - 1, mark);
        }
    }

    private static boolean isMarked(ByteBuffer buffer, byte mark) {
        boolean marked = true;
        for (int at = 0; at < buffer.capacity(); at += BlockPool.BLOCK_BYTES) {
            marked &= buffer.get(at) == mark && buffer.get(at + BlockPool.BLOCK_BYTES - 1) == mark;
        }
        return marked;
    }

    @Test
    void onAvailable_whenAllWaitForAllSizes_shouldWakeEverybodyInTheEnd() throws Exception {
        AtomicInteger numbers = new AtomicInteger();
        everywhere(() -> {
            int number = numbers.incrementAndGet();
            SplittableRandom random = new SplittableRandom(number);
            for (int step = 0; step < STEPS / 20; step++) {
                List<Block> held = new ArrayList<>();
                for (int i = random.nextInt(BLOCKS); i > 0; i--) {
                    Block block = pool.tryAcquire(1);
                    if (block != null) {
                        held.add(block);
                    }
                }
                held.forEach(Block::release);
                awaited(pool, number % 2 == 0 ? BlockPool.LARGEST_BYTES : 1).release();
            }
            return null;
        });
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void onAvailable_whenSharesAreExhausted_shouldWakeEverybodyInTheEnd() throws Exception {
        List<BlockPool> shares = List.of(pool.share(), pool.share());
        AtomicInteger numbers = new AtomicInteger();
        everywhere(() -> {
            int number = numbers.incrementAndGet();
            BlockPool share = shares.get(number / 2 % 2);
            SplittableRandom random = new SplittableRandom(number);
            for (int step = 0; step < STEPS / 20; step++) {
                List<Block> held = new ArrayList<>();
                for (int i = random.nextInt(BLOCKS); i > 0; i--) {
                    Block block = share.tryAcquire(1);
                    if (block != null) {
                        held.add(block);
                    }
                }
                held.forEach(Block::release);
                awaited(share, number % 2 == 0 ? BlockPool.LARGEST_BYTES : 1).release();
            }
            return null;
        });
        assertThat(pool.lentBytes()).isZero();
        assertThat(shares).allMatch(share -> share.lentBytes() == 0);
        assertThat(pool.tryAcquire(1)).isNotNull();
    }

    /** Waits on nothing but the pool's word. */
    private static Block awaited(BlockPool pool, int bytes) throws InterruptedException {
        while (true) {
            Block block = pool.tryAcquire(bytes);
            if (block != null) {
                return block;
            }
            CountDownLatch available = new CountDownLatch(1);
            pool.onAvailable(bytes, available::countDown);
            available.await();
        }
    }
}
