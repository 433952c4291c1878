package org.torrent.session.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.spi.buffer.BlockPool;

/** The allocator against a naive one that looks at every place, and what becomes of runs among single blocks. */
class SlabsTest {
    private static final int STEPS = 20_000;
    private static final int LONGEST = 8;

    private final BitSet lent = new BitSet();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 65, 130, 200})
    void take_whenComparedWithANaiveAllocator_shouldAnswerTheSame(int blocks) {
        SplittableRandom random = new SplittableRandom(blocks);
        Slabs slabs = new Slabs((first, count) -> {}, blocks);
        List<Run> held = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            boolean growing = step / 500 % 2 == 0; // full and empty by turns
            if (random.nextInt(10) < (growing ? 7 : 3)) {
                take(slabs, blocks, random.nextInt(4) == 0 ? 1 + random.nextInt(LONGEST) : 1, held);
            } else if (!held.isEmpty()) {
                Run run = held.remove(random.nextInt(held.size()));
                lent.clear(run.first(), run.first() + run.blocks());
                slabs.giveBack(run.first(), run.blocks());
            }
            assertThat(slabs.lent()).isEqualTo(lent.cardinality());
            assertThat(slabs.room()).isEqualTo(blocks - lent.cardinality());
            assertThat(slabs.allocated()).isBetween(slabs.lent(), blocks);
        }
    }

    private void take(Slabs slabs, int blocks, int length, List<Run> held) {
        if (length > slabs.longestRun()) {
            return;
        }
        boolean possible = hasRun(blocks, length);
        assertThat(slabs.runs(length) > 0).isEqualTo(possible);
        Run run = length == 1 ? slabs.takeOne() : slabs.takeRun(length);
        assertThat(run != null).isEqualTo(possible);
        if (run != null) {
            assertThat(run.blocks()).isEqualTo(length);
            assertThat(run.first() + length).isLessThanOrEqualTo(blocks);
            assertThat(run.first() / Slab.BLOCKS).isEqualTo((run.first() + length - 1) / Slab.BLOCKS);
            assertThat(lent.get(run.first(), run.first() + length).isEmpty()).isTrue();
            assertThat(run.memory().capacity()).isEqualTo(length * BlockPool.BLOCK_BYTES);
            lent.set(run.first(), run.first() + length);
            held.add(run);
        }
    }

    private boolean hasRun(int blocks, int length) {
        for (int first = 0; first + length <= blocks; first++) {
            boolean sameSlab = first / Slab.BLOCKS == (first + length - 1) / Slab.BLOCKS;
            if (sameSlab && lent.get(first, first + length).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void memory_whenRunsAndSingleBlocksAreLent_shouldNotOverlap() {
        Slabs slabs = new Slabs((first, count) -> {}, Slab.BLOCKS);
        List<Run> all = new ArrayList<>();
        for (Run run; (run = slabs.takeRun(7)) != null; ) {
            all.add(run);
        }
        for (Run run; (run = slabs.takeOne()) != null; ) {
            all.add(run);
        }
        for (Run run : all) {
            while (run.memory().hasRemaining()) {
                run.memory().put((byte) run.first());
            }
        }
        assertThat(all).hasSize(9 + 1);
        for (Run run : all) {
            for (int i = 0; i < run.memory().capacity(); i++) {
                assertThat(run.memory().get(i)).isEqualTo((byte) run.first());
            }
        }
    }

    @Test
    void takeOne_whenTheLoadFallsAndChurns_shouldLeaveWholeSlabsForRuns() {
        SplittableRandom random = new SplittableRandom(7);
        int blocks = 10 * Slab.BLOCKS;
        Slabs slabs = new Slabs((first, count) -> {}, blocks);
        List<Run> held = new ArrayList<>();
        for (Run run; (run = slabs.takeOne()) != null; ) {
            held.add(run);
        }
        while (held.size() > blocks / 4) { // at first a quarter is left in random places
            giveBackOne(slabs, held, random);
        }
        for (int i = 0; i < 5_000; i++) {
            giveBackOne(slabs, held, random);
            held.add(slabs.takeOne());
        }
        assertThat(slabs.runs(LONGEST)).isGreaterThan(blocks / LONGEST / 2);
    }

    private static void giveBackOne(Slabs slabs, List<Run> held, SplittableRandom random) {
        Run run = held.remove(random.nextInt(held.size()));
        slabs.giveBack(run.first(), run.blocks());
    }

    @Test
    void takeOne_whenAWindowIsReserved_shouldLeaveItAlone() {
        Slabs slabs = new Slabs((first, count) -> {}, 16);
        Run first = slabs.takeOne();
        slabs.reserve(LONGEST);
        List<Run> singles = new ArrayList<>();
        for (Run run; (run = slabs.takeOne()) != null; ) {
            singles.add(run);
        }
        assertThat(singles).hasSize(16 - LONGEST - 1);
        assertThat(slabs.room()).isZero();
        assertThat(slabs.takeRun(LONGEST)).isNotNull();
        slabs.unreserve();
        slabs.giveBack(first.first(), 1);
        assertThat(slabs.takeOne()).isNotNull();
    }
}
