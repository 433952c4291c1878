package org.torrent.session.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

class DirectBlockPoolTest {
    private static final int BLOCK = BlockPool.BLOCK_BYTES;

    private final DirectBlockPool pool = new DirectBlockPool(4L * BLOCK);

    @Test
    void tryAcquire_whenTheBoundIsReached_shouldAnswerNull() {
        List<Block> lent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lent.add(pool.tryAcquire(1));
        }
        assertThat(pool.tryAcquire(1)).isNull();
        assertThat(pool.lentBytes()).isEqualTo(4L * BLOCK);
        lent.get(0).release();
        assertThat(pool.tryAcquire(1)).isNotNull();
    }

    @Test
    void tryAcquire_whenLargerThanABlock_shouldLendThatMuchAndCountIt() {
        Block large = pool.tryAcquire(3 * BLOCK);
        assertThat(large.buffer().capacity()).isEqualTo(3 * BLOCK);
        assertThat(pool.tryAcquire(2 * BLOCK)).isNull();
        large.release();
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void buffer_whenLentAgain_shouldStayClosedToTheStaleHolder() {
        Block first = pool.tryAcquire(1);
        first.release();
        Block second = pool.tryAcquire(1);
        assertThat(second).isNotSameAs(first);
        assertThat(first.isReleased()).isTrue();
        assertThatThrownBy(first::buffer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(first::retain).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(first::release).isInstanceOf(IllegalStateException.class);
        assertThat(second.buffer().position()).isZero();
    }

    @Test
    void release_whenRetained_shouldReturnTheMemoryWithTheLastReference() {
        Block block = pool.tryAcquire(1).retain();
        block.release();
        assertThat(pool.lentBytes()).isEqualTo(BLOCK);
        block.release();
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void onAvailable_whenSomethingComesBack_shouldRunTheTaskOnce() {
        AtomicInteger runs = new AtomicInteger();
        List<Block> lent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lent.add(pool.tryAcquire(1));
        }
        pool.onAvailable(runs::incrementAndGet);
        assertThat(runs).hasValue(0);
        lent.forEach(Block::release);
        assertThat(runs).hasValue(1);
        pool.onAvailable(runs::incrementAndGet);
        assertThat(runs).hasValue(2);
    }

    @Test
    void onAvailable_whenTheFirstToBeWokenTakeNothing_shouldWakeTheOthersToo() {
        List<Block> lent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lent.add(pool.tryAcquire(1));
        }
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            pool.onAvailable(() -> {}); // their connections are gone
        }
        pool.onAvailable(runs::incrementAndGet);
        lent.forEach(Block::release);
        assertThat(runs).hasValue(1);
    }
}
