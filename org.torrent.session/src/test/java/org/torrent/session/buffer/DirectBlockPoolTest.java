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

    @Test
    void capacityBytes_whenNotWholeBlocks_shouldRoundDownAndBeTheBoundOfMemory() {
        DirectBlockPool odd = new DirectBlockPool(100L * BLOCK + BLOCK - 1);
        List<Block> lent = new ArrayList<>();
        for (Block block; (block = odd.tryAcquire(1)) != null; ) {
            lent.add(block);
        }
        assertThat(lent).hasSize(100);
        assertThat(odd.capacityBytes()).isEqualTo(100L * BLOCK);
        assertThat(odd.lentBytes()).isEqualTo(100L * BLOCK);
        assertThat(odd.allocatedBytes()).isEqualTo(100L * BLOCK);
        lent.forEach(Block::release);
        assertThat(odd.tryAcquire(BlockPool.LARGEST_BYTES).buffer().capacity()).isEqualTo(8 * BLOCK);
        assertThat(odd.lentBytes()).isEqualTo(8L * BLOCK);
        assertThat(odd.allocatedBytes()).isEqualTo(100L * BLOCK);
    }

    @Test
    void tryAcquire_whenItCouldNeverBeLent_shouldSayWhatCould() {
        assertThatThrownBy(() -> pool.tryAcquire(4 * BLOCK + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(4 * BLOCK));
        assertThatThrownBy(() -> new DirectBlockPool(BLOCK - 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tryAcquire_whenFreeBlocksDoNotLieSideBySide_shouldAnswerNullAndWakeWhenTheyDo() {
        List<Block> lent = fill();
        lent.get(0).release();
        lent.get(2).release();
        AtomicInteger runs = new AtomicInteger();
        assertThat(pool.tryAcquire(2 * BLOCK)).isNull();
        pool.onAvailable(2 * BLOCK, runs::incrementAndGet);
        assertThat(runs).hasValue(0);
        lent.get(1).release();
        assertThat(runs).hasValue(1);
        assertThat(pool.tryAcquire(2 * BLOCK)).isNotNull();
    }

    private List<Block> fill() {
        List<Block> lent = new ArrayList<>();
        for (Block block; (block = pool.tryAcquire(1)) != null; ) {
            lent.add(block);
        }
        return lent;
    }

    @Test
    void onAvailable_whenSingleBlocksAreTakenAllTheTime_shouldStillFreeARun() {
        List<Block> lent = fill();
        AtomicInteger runs = new AtomicInteger();
        pool.onAvailable(2 * BLOCK, runs::incrementAndGet);
        for (int i = 0; i < 4 && runs.get() == 0; i++) { // each block is asked for again at once
            lent.remove(0).release();
            Block greedy = pool.tryAcquire(1);
            if (greedy != null) {
                lent.add(greedy);
            }
        }
        assertThat(runs).hasValue(1);
        assertThat(pool.tryAcquire(1)).as("kept for the run").isNull();
        assertThat(pool.tryAcquire(2 * BLOCK)).isNotNull();
    }

    @Test
    void onAvailable_whenALongRunIsWaitedFor_shouldNotHoldUpSingleBlocks() {
        List<Block> lent = fill();
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger singles = new AtomicInteger();
        pool.onAvailable(2 * BLOCK, runs::incrementAndGet);
        pool.onAvailable(singles::incrementAndGet);
        for (int i = 0; i < 3; i++) {
            lent.get(i).release();
        }
        assertThat(singles).hasValue(1);
    }

    @Test
    void onAvailable_whenWhoeverWaitedForARunIsGone_shouldNotKeepItFromOthersForEver() {
        List<Block> lent = fill();
        pool.onAvailable(2 * BLOCK, () -> {});
        lent.forEach(Block::release);
        List<Block> left = fill();
        assertThat(left).hasSizeBetween(2, 4);
        for (int i = 0; i < 64; i++) {
            left.remove(0).release();
            left.add(pool.tryAcquire(1));
        }
        assertThat(fill().size() + left.size()).isEqualTo(4);
    }

    private static List<Block> all(BlockPool from) {
        List<Block> lent = new ArrayList<>();
        for (Block next; (next = from.tryAcquire(1)) != null; ) {
            lent.add(next);
        }
        return lent;
    }

    @Test
    void share_whenSeveralTakeAllTheyMay_shouldLeaveSomeForTheLast() {
        DirectBlockPool large = new DirectBlockPool(450L * BLOCK);
        assertThat(all(large.share())).as("one alone").hasSizeBetween(355, 361);
        assertThat(all(large.share())).as("the second").hasSizeGreaterThan(60);
        assertThat(all(large.share())).as("the third").hasSizeGreaterThan(10);
        assertThat(large.share().tryAcquire(1)).isNotNull();
    }

    @Test
    void share_whenABlockOfAnotherShareComesBack_shouldWakeWhoeverMayHaveItNow() {
        DirectBlockPool ten = new DirectBlockPool(10L * BLOCK);
        BlockPool mine = ten.share();
        BlockPool theirs = ten.share();
        List<Block> held = all(theirs);
        List<Block> own = all(mine);
        AtomicInteger woken = new AtomicInteger();
        mine.onAvailable(woken::incrementAndGet);
        assertThat(woken).hasValue(0);
        assertThat(mine.lentBytes()).isEqualTo((long) own.size() * BLOCK);
        held.forEach(Block::release);
        assertThat(woken).hasValue(1);
        assertThat(mine.tryAcquire(1)).isNotNull();
    }
}
