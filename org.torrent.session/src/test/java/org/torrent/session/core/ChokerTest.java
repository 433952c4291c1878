package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrent.session.core.Choker.Candidate;

class ChokerTest {
    private static final long LONG_AGO = -1_000_000_000_000L;

    private final Choker choker = new Choker(4, new Random(1));
    private final List<Candidate<String>> all = new ArrayList<>();

    @Test
    void unchoked_whenDownloading_shouldPreferThoseWhoGiveMost() {
        for (int i = 0; i < 10; i++) {
            all.add(new Candidate<>("p" + i, true, false, 100 + i, 1000 - i, LONG_AGO));
        }

        List<String> unchoked = choker.unchoked(all, false, 0);

        assertThat(unchoked).hasSize(4).doesNotHaveDuplicates().startsWith("p9", "p8", "p7");
    }

    @Test
    void unchoked_whenSeeding_shouldPreferThoseWhoTakeMost() {
        for (int i = 0; i < 10; i++) {
            all.add(new Candidate<>("p" + i, true, true, 100 + i, 1000 - i, LONG_AGO));
        }

        assertThat(choker.unchoked(all, true, 0)).hasSize(4).startsWith("p0", "p1", "p2");
    }

    @Test
    void unchoked_whenNotInterested_shouldNotSpendASlot() {
        all.add(new Candidate<>("idle", false, false, 1_000_000, 0, LONG_AGO));
        all.add(new Candidate<>("keen", true, false, 0, 0, LONG_AGO));

        assertThat(choker.unchoked(all, false, 0)).containsExactly("keen");
    }

    @Test
    void unchoked_whenSnubbed_shouldOnlyBeOptimistic() {
        all.add(new Candidate<>("snub", true, true, 1_000_000, 0, LONG_AGO));
        for (int i = 0; i < 5; i++) {
            all.add(new Candidate<>("p" + i, true, false, 1, 0, LONG_AGO));
        }

        Set<String> earned = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            earned.addAll(choker.unchoked(all, false, i * Choker.INTERVAL_NANOS).subList(0, 3));
        }

        assertThat(earned).doesNotContain("snub");
    }

    @Test
    void unchoked_whenTimePasses_shouldGiveEverybodyAChanceForThirtySeconds() {
        all.add(new Candidate<>("x", true, false, 1000, 0, LONG_AGO));
        all.add(new Candidate<>("y", true, false, 900, 0, LONG_AGO));
        all.add(new Candidate<>("z", true, false, 800, 0, LONG_AGO));
        add("a", "b", "c", "d", "e");
        Set<String> chances = new HashSet<>();

        for (int turn = 0; turn < 60; turn++) {
            Set<String> inTurn = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                List<String> unchoked = choker.unchoked(all, false, (3 * turn + i) * Choker.INTERVAL_NANOS);
                assertThat(unchoked).startsWith("x", "y", "z");
                inTurn.add(unchoked.get(3));
            }
            assertThat(inTurn).hasSize(1);
            chances.addAll(inTurn);
        }

        assertThat(chances).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void unchoked_whenPeerIsNew_shouldBeThreeTimesAsLikely() {
        Map<String, Integer> chances = new HashMap<>();
        for (int round = 0; round < 2000; round++) {
            Choker fresh = new Choker(1, new Random(round * 0x9E3779B97F4A7C15L));
            all.clear();
            add("old");
            all.add(new Candidate<>("new", true, false, 0, 0, 0));
            chances.merge(fresh.unchoked(all, false, 1).get(0), 1, Integer::sum);
        }

        assertThat(chances.get("new")).isBetween(1400, 1600);
    }

    @Test
    void unchoked_whenRatesAreEqual_shouldNotFlutter() {
        add("a", "b", "c", "d", "e", "f", "g");
        List<String> first = choker.unchoked(all, false, 0);
        Collections.reverse(all);

        assertThat(choker.unchoked(all, false, Choker.INTERVAL_NANOS)).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void unchoked_whenThoseWhoCameFirstTakeNothing_shouldGiveTheirSlotsToOthersInTheEnd() {
        add("a", "b", "c", "d", "e", "f", "g", "h");
        Set<String> chances = new HashSet<>(choker.unchoked(all, true, 0));
        for (int i = 1; i <= 3; i++) {
            chances.addAll(choker.unchoked(all, true, i * Choker.OPTIMISTIC_NANOS));
        }
        assertThat(chances).hasSize(8);
    }

    @Test
    void unchoked_whenNobodyEarnedThem_shouldLeaveATenthOfTheSlotsToWhoeverComesNext() {
        for (int i = 0; i < 50; i++) {
            add("p" + i);
        }
        choker.slots(20);
        assertThat(choker.unchoked(all, true, 0)).hasSize(18);
        for (int i = 0; i < 50; i++) {
            all.add(new Candidate<>("taker" + i, true, false, 0, 1, LONG_AGO));
        }
        assertThat(choker.unchoked(all, true, Choker.INTERVAL_NANOS)).hasSize(20);
    }

    @Test
    void unchoked_whenFewerThanSlots_shouldUnchokeAll() {
        add("a", "b");
        all.add(new Candidate<>("snub", true, true, 0, 0, LONG_AGO));

        assertThat(choker.unchoked(all, false, 0)).containsExactlyInAnyOrder("a", "b", "snub");
    }

    private void addPreferred(String name, long priority) {
        all.add(new Candidate<>(name, true, false, 0, 0, LONG_AGO, priority));
    }

    @Test
    void unchoked_whenSomeAreToComeSooner_shouldDrawTheLowestPriorityFirst() {
        add("a", "b", "c", "d");
        addPreferred("second", 7);
        addPreferred("first", -3);
        Choker two = new Choker(2, new Random(1));
        assertThat(two.unchoked(all, false, 0)).containsExactly("first", "second");
        assertThat(two.unchoked(all, false, Choker.OPTIMISTIC_NANOS))
                .as("also when others had no turn yet")
                .containsExactly("first", "second");
    }

    @Test
    void unchoked_whenAPreferredOneComesLater_shouldLeaveTheOthersTheirTime() {
        add("a");
        Choker one = new Choker(1, new Random(1));
        assertThat(one.unchoked(all, false, 0)).containsExactly("a");
        addPreferred("first", 1);
        assertThat(one.unchoked(all, false, Choker.INTERVAL_NANOS)).containsExactly("a");
        assertThat(one.unchoked(all, false, Choker.OPTIMISTIC_NANOS)).containsExactly("first");
    }

    @Test
    void unchoked_whenOneEarnedASlot_shouldNotLoseItToAPreferredOne() {
        all.add(new Candidate<>("earner", true, false, 5, 0, LONG_AGO));
        addPreferred("first", 1);
        addPreferred("second", 2);
        assertThat(new Choker(2, new Random(1)).unchoked(all, false, 0)).containsExactly("earner", "first");
    }

    @Test
    void slots_whenChanged_shouldCount() {
        add("a", "b", "c", "d", "e", "f", "g");

        choker.slots(6);
        assertThat(choker.unchoked(all, false, 0)).hasSize(6);
        choker.slots(1);
        assertThat(choker.unchoked(all, false, 0)).hasSize(1);
        choker.slots(0);
        assertThat(choker.unchoked(all, false, 0)).isEmpty();
    }

    @Test
    void unchoked_whenRepeatedFromTheSameSeed_shouldBeTheSame() {
        add("a", "b", "c", "d", "e", "f", "g");
        Choker one = new Choker(3, new Random(9));
        Choker two = new Choker(3, new Random(9));

        for (int i = 0; i < 50; i++) {
            long now = i * Choker.INTERVAL_NANOS;
            assertThat(one.unchoked(all, false, now)).isEqualTo(two.unchoked(all, false, now));
        }
    }

    private void add(String... names) {
        for (String name : names) {
            all.add(new Candidate<>(name, true, false, 0, 0, LONG_AGO));
        }
    }
}
