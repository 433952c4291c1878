package org.torrent.storage.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.spi.storage.StateStore;
import org.torrent.storage.testing.Bench;
import org.torrent.storage.testing.SimDisk;

class FileStateStoreTest {
    private final SimDisk disk = new SimDisk();
    private final Bench bench = new Bench(disk, 1);
    private final StateStore store = bench.storage.state();

    @Test
    void load_whenNothingWasSaved_shouldBeEmpty() throws Exception {
        assertThat(bench.get(store.load("a"))).isEmpty();
        assertThat(bench.get(store.names())).isEmpty();
    }

    @Test
    void save_shouldReplaceAndList() throws Exception {
        bench.get(store.save("b.1", new byte[] {1}));
        bench.get(store.save("a", new byte[0]));
        bench.get(store.save("b.1", new byte[] {2, 3}));

        assertThat(bench.get(store.load("b.1")).orElseThrow()).containsExactly(2, 3);
        assertThat(bench.get(store.names())).containsExactly("a", "b.1");
        bench.get(store.remove("a"));
        assertThat(bench.get(store.names())).containsExactly("b.1");
    }

    @Test
    void save_whenThePowerGoesAtAnyTime_shouldKeepTheOldOrTheNewValue() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            SimDisk one = new SimDisk();
            Bench first = new Bench(one, seed);
            first.get(first.storage.state().save("s", new byte[2000]));
            byte[] next = new byte[3000];
            next[2999] = 1;
            boolean complete = seed % 2 == 0;
            first.storage.state().save("s", next);
            if (complete) {
                first.loops.runAll();
            }
            one.cutPower(new Random(seed));
            Bench second = new Bench(one, seed);
            Optional<byte[]> found = second.get(second.storage.state().load("s"));
            assertThat(found.orElseThrow()).hasSize(complete ? 3000 : 2000);
        }
    }

    @Test
    void load_whenTheNameLeadsElsewhere_shouldRefuseIt() {
        assertThatThrownBy(() -> store.load("..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.load("a/b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.load("A")).isInstanceOf(IllegalArgumentException.class);
    }
}
