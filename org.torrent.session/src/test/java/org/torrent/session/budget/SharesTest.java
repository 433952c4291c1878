package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Dividing a whole among loops and torrents. */
class SharesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void divide_whenThereIsEnough_shouldGiveEverybodyWhatHeWants() {
        assertThat(MaxMinShares.divide(100, new long[] {10, 0, 60}, new long[] {1, 5, 1}))
                .containsExactly(10, 0, 60);
    }

    @Test
    void divide_whenThereIsTooLittle_shouldServeTheModestAndLevelTheRest() {
        assertThat(MaxMinShares.divide(100, new long[] {1_000, 10, 1_000_000}, new long[] {1, 1, 1}))
                .containsExactly(45, 10, 45);
        assertThat(MaxMinShares.divide(90, new long[] {1_000, 1_000}, new long[] {1, 2}))
                .containsExactly(30, 60);
    }

    @Test
    void divide_whateverTheNumbers_shouldUseAllAndBeMaxMinFair() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 2_000; round++) {
            int n = 1 + random.nextInt(6);
            long total = random.nextLong(1_000);
            long[] wants = random.longs(n, 0, 500).toArray();
            long[] weights = random.longs(n, 1, 5).toArray();
            long[] parts = MaxMinShares.divide(total, wants, weights);
            assertThat(sum(parts)).isEqualTo(Math.min(total, sum(wants)));
            for (int i = 0; i < n; i++) {
                assertThat(parts[i]).isBetween(0L, wants[i]);
                for (int j = 0; j < n && parts[i] < wants[i]; j++) { // i would like more: j has no more for its weight
                    assertThat(parts[j] * weights[i])
                            .isLessThanOrEqualTo((parts[i] + 1) * weights[j] + weights[i] * weights[j]);
                }
            }
        }
    }

    private static long sum(long[] values) {
        return LongStream.of(values).sum();
    }

    @Test
    void grants_whenOnlyOneLoopWantsSome_shouldGiveItNearlyAll() {
        LoopShares shares = new LoopShares(4, 100);
        assertThat(shares.equalPart()).isEqualTo(25);
        for (int i = 0; i < 4; i++) {
            shares.report(new Demand(i, i == 2 ? 80 : 0, 1));
        }
        assertThat(shares.grants(0)).extracting(Grant::amount).containsExactly(5L, 5L, 85L, 5L);
    }

    @Test
    void grants_whenLoopsCompete_shouldBeFairBetweenTorrentsNotLoops() {
        LoopShares shares = new LoopShares(2, 100);
        shares.report(new Demand(0, 1_000, 1));
        shares.report(new Demand(1, 1_000, 9));
        assertThat(shares.grants(0)).extracting(Grant::amount).containsExactly(10L, 90L);
    }

    @Test
    void grants_whenALoopIsStuck_shouldGiveItsPartToOthersOnlyAfterItsGrantIsOver() {
        LoopShares shares = new LoopShares(2, 100);
        LoopShare stuck = new LoopShare(shares.equalPart());
        shares.report(new Demand(0, 100, 1));
        shares.report(new Demand(1, 0, 1));
        stuck.onGrant(shares.grants(0).get(0));
        assertThat(stuck.amount(SECOND)).isEqualTo(100);

        shares.report(new Demand(1, 100, 1));
        assertThat(shares.grants(SECOND)).containsExactly(new Grant(1, 0, SECOND + LoopShares.VALID_NANOS));

        shares.report(new Demand(1, 100, 1));
        long later = LoopShares.VALID_NANOS + 1;
        assertThat(shares.grants(later).get(0).amount()).isEqualTo(50);
        assertThat(stuck.amount(later)).isEqualTo(50);
    }

    @Test
    void grants_whateverLoopsReport_shouldNeverAddUpToMoreThanTheWhole() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 50; round++) {
            int loops = 1 + random.nextInt(4);
            long total = random.nextInt(200);
            LoopShares shares = new LoopShares(loops, total);
            LoopShare[] held = new LoopShare[loops];
            Arrays.setAll(held, i -> new LoopShare(shares.equalPart()));
            for (long now = 0; now < 60 * SECOND; now += SECOND / 2) {
                for (int i = 0; i < loops; i++) {
                    if (random.nextInt(8) > 0) {
                        shares.report(new Demand(i, random.nextInt(150), 1 + random.nextInt(5)));
                    }
                }
                shares.grants(now).forEach(grant -> held[grant.loop()].onGrant(grant));
                long at = now;
                long whole =
                        Arrays.stream(held).mapToLong(share -> share.amount(at)).sum();
                assertThat(whole).isLessThanOrEqualTo(total);
            }
        }
    }

    @Test
    void grants_whenTheWholeChanges_shouldFollow() {
        LoopShares shares = new LoopShares(1, 100);
        shares.report(new Demand(0, 70, 1));
        assertThat(shares.grants(0).get(0).amount()).isEqualTo(100);
        shares.total(30);
        shares.report(new Demand(0, 70, 1));
        assertThat(shares.grants(SECOND).get(0).amount()).isEqualTo(30);
        assertThatThrownBy(() -> shares.total(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Demand(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slots_whenThereIsOneTorrent_shouldBeItsOwnMaximum() {
        UnchokeSlots.Want nobodyYet = new UnchokeSlots.Want(0, 20, 0);
        UnchokeSlots.Want everybody = new UnchokeSlots.Want(500, 20, 1_000_000);
        assertThat(UnchokeSlots.divide(100, List.of(nobodyYet))).containsExactly(20);
        assertThat(UnchokeSlots.divide(100, List.of(everybody))).containsExactly(20);
        assertThat(UnchokeSlots.divide(25, List.of(everybody))).containsExactly(20); // its loop's equal part of four
        assertThat(UnchokeSlots.demand(3, List.of(nobodyYet, everybody))).isEqualTo(new Demand(3, 20, 1));
    }

    @Test
    void slots_whenTheShareIsTooSmall_shouldStillGiveEveryTorrentOne() {
        List<UnchokeSlots.Want> wants = Collections.nCopies(30, new UnchokeSlots.Want(10, 20, 0));
        assertThat(UnchokeSlots.divide(5, wants)).containsOnly(1);
        assertThat(UnchokeSlots.divide(0, wants)).containsOnly(1);
    }

    @Test
    void slots_whenManyTorrentsAreIdle_shouldNotStarveTheBusyOne() {
        List<UnchokeSlots.Want> wants = new ArrayList<>(Collections.nCopies(300, new UnchokeSlots.Want(0, 20, 0)));
        wants.add(new UnchokeSlots.Want(50, 20, 5_000));
        int[] slots = UnchokeSlots.divide(25, wants);
        assertThat(slots[300]).isEqualTo(20);
        assertThat(slots[0]).isGreaterThanOrEqualTo(1);
    }

    @Test
    void slots_whenTorrentsCompete_shouldFavourTheFastButNotStarveTheSlow() {
        int[] slots = UnchokeSlots.divide(
                27, List.of(new UnchokeSlots.Want(50, 20, 9_000_000), new UnchokeSlots.Want(50, 20, 0)));
        assertThat(slots).containsExactly(20, 7);
        int[] tight = UnchokeSlots.divide(
                12, List.of(new UnchokeSlots.Want(50, 20, 9_000_000), new UnchokeSlots.Want(50, 20, 0)));
        assertThat(tight).containsExactly(9, 3);
    }
}
