package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PluginState;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginLimits;

/** What was saved, in memory and in the store: bounds, damage, an absent store, removal. */
class StateDocumentTest extends StateDocuments {
    private List<String> reasons(String alert) {
        return world.alerts.stream()
                .filter(one -> one.what().equals(alert))
                .map(one -> one.message())
                .toList();
    }

    private static byte[] hash(int number) {
        byte[] hash = bytes(InfoHash.LENGTH, 0);
        hash[0] = (byte) (number >> 8);
        hash[1] = (byte) number;
        return hash;
    }

    @Test
    void save_whenOneIsTooLong_shouldKeepTheLastOneAndSaySoOnce() {
        states.open(ID);
        assertThat(states.saveOfTorrent(ID, "b/p", state(1))).isEmpty();
        assertThat(states.saveOfTorrent(ID, "b/p", state(PluginLimits.STATE_BYTES + 1)))
                .contains("at most 65536");
        assertThat(states.saveOfTorrent(ID, "b/p", state(PluginLimits.STATE_BYTES + 2)))
                .isEmpty();
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(1));
        assertThat(states.saveOfTorrent(ID, "b/p", state(PluginLimits.STATE_BYTES)))
                .isEmpty();
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(PluginLimits.STATE_BYTES));

        states.ofSession("b/p");
        assertThat(states.saveOfSession("b/p", state(PluginLimits.SESSION_STATE_BYTES)))
                .isEmpty();
        assertThat(states.saveOfSession("b/p", state(PluginLimits.SESSION_STATE_BYTES + 1)))
                .contains("1048577 bytes");
    }

    @Test
    void save_whenATorrentHasTooMuch_shouldRefuseThere() {
        states.open(ID);
        states.open(OTHER);
        int large = PluginLimits.STATE_BYTES - 1_000;
        for (int plugin = 0; plugin < 4; plugin++) {
            assertThat(states.saveOfTorrent(ID, "b/" + plugin, state(large))).isEmpty();
        }
        assertThat(states.saveOfTorrent(ID, "b/more", state(large))).contains("forget plugins");
        assertThat(states.saveOfTorrent(OTHER, "b/more", state(large))).isEmpty();
    }

    @Test
    void save_whenAllHaveTooMuch_shouldRefuseUntilSomethingLeaves() {
        world.states.slow = true; // nothing has to be written
        List<TorrentId> torrents = new ArrayList<>();
        String refusal = "";
        for (int plugin = 0; refusal.isEmpty() && plugin < 4; plugin++) {
            for (int i = 0; refusal.isEmpty() && i < 1_000; i++) {
                TorrentId torrent = TorrentId.v1(InfoHash.of(hash(i)));
                states.open(torrent);
                world.states.answer();
                torrents.add(torrent);
                refusal = states.saveOfTorrent(torrent, "b/" + plugin, state(PluginLimits.STATE_BYTES));
                if (refusal.contains("a plugin has")) {
                    assertThat(i).isEqualTo(PluginLimits.STATE_BYTES_PER_PLUGIN / PluginLimits.STATE_BYTES - 1);
                    refusal = "";
                    break;
                }
            }
        }
        assertThat(refusal).contains("all plugins have 33554432 bytes");
        assertThat(states.bytes()).isLessThanOrEqualTo(PluginLimits.STATE_BYTES_IN_SUM);
        torrents.forEach(states::release);
        assertThat(states.bytes()).isZero();
    }

    @Test
    void save_whenAStateIsEmpty_shouldCountItAllTheSame() {
        states.open(ID);
        world.store = null; // nothing has to be written
        int kept = 0;
        while (kept < 10_000 && states.saveOfTorrent(ID, "b/" + kept, state(0)).isEmpty()) {
            kept++;
        }
        assertThat(kept).isBetween(3_000, 4_000);
    }

    @Test
    void open_whenItWasSaved_shouldFindAllOfItAndCarryOnWhatNobodyAsksFor() {
        states.open(ID);
        states.saveOfTorrent(ID, "absent/p", state(3));
        states.saveOfTorrent(ID, "b/p", new PluginState(7, bytes(0, 0)));
        states = restarted();
        states.open(ID);
        assertThat(states.ofTorrent(ID, "b/p")).contains(new PluginState(7, bytes(0, 0)));
        states.saveOfTorrent(ID, "b/p", state(9));
        states = restarted();
        states.open(ID);
        assertThat(states.ofTorrent(ID, "absent/p")).contains(state(3));
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(9));
    }

    @Test
    void open_whenTheContentIsDamagedOrNewer_shouldKeepItAsideAndSayWhere() {
        for (String content :
                List.of("", "d7:versioni1ee", "nonsense", "d6:statesde7:versioni2ee", "d6:statesle7:versioni1ee")) {
            byte[] damaged = content.getBytes(StandardCharsets.UTF_8);
            world.alerts.clear();
            world.states.values.put(DOCUMENT, damaged);
            states = restarted();
            states.open(ID);
            assertThat(reasons("plugin_state_rejected")).singleElement().satisfies(reason -> assertThat(reason)
                    .contains("damaged." + DOCUMENT));
            assertThat(world.alerts.get(0).torrent()).contains(ID);
            states.saveOfTorrent(ID, "b/p", state(1));
            assertThat(world.states.values.get("damaged." + DOCUMENT)).isEqualTo(damaged);
            assertThat(world.states.values.get(DOCUMENT)).isNotEqualTo(damaged);
        }
    }

    @Test
    void open_whenItCantBeRead_shouldSaySoAndStartWithout() {
        world.states.failing = DOCUMENT;
        states.open(ID);
        assertThat(reasons("plugin_state_rejected")).singleElement().satisfies(reason -> assertThat(reason)
                .contains(DOCUMENT));
        assertThat(states.ofTorrent(ID, "b/p")).isEmpty();
    }

    @Test
    void save_whenTheStoreFails_shouldSaySoOnceAndTryAgainUntilItCan() {
        states.open(ID);
        world.states.failing = DOCUMENT;
        states.saveOfTorrent(ID, "b/p", state(1));
        states.saveOfTorrent(ID, "b/p", state(2));
        assertThat(states.flush().toCompletableFuture()).isDone();
        world.advanceSeconds(60);
        assertThat(reasons("save_plugin_state_failed")).hasSize(1);
        assertThat(world.states.values).isEmpty();
        world.states.failing = null;
        world.advanceSeconds(PluginLimits.STATE_RETRY_NANOS / 1e9);
        states = restarted();
        states.open(ID);
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(2));
    }

    @Test
    void save_whenAWriteIsUnderWay_shouldWriteTheNewestAfterIt() {
        states.open(ID);
        world.states.slow = true;
        for (int i = 1; i < 9; i++) {
            states.saveOfTorrent(ID, "b/p", state(i));
        }
        CompletableFuture<Void> durable = states.flush().toCompletableFuture();
        world.states.answer();
        assertThat(durable).isNotDone();
        world.states.answer();
        assertThat(durable).isDone();
        assertThat(world.states.writes).hasSize(2);
        world.states.slow = false;
        states = restarted();
        states.open(ID);
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(8));
    }

    @Test
    void save_whenTheStorageIsReplacedWithoutAnAnswer_shouldWriteToTheNewOne() {
        states.open(ID);
        world.states.slow = true;
        states.saveOfTorrent(ID, "b/p", state(1));
        states.saveOfTorrent(ID, "b/p", state(2));
        MemoryStates next = new MemoryStates();
        world.store = next;
        states.storageCame();
        assertThat(next.writes).containsExactly(DOCUMENT);
    }

    @Test
    void open_whenTheStorageThatWasAskedLeaves_shouldBelieveTheNextOneOnly() {
        states.open(ID);
        states.saveOfTorrent(ID, "b/p", state(1));
        states = restarted();
        MemoryStates next = new MemoryStates();
        next.values.putAll(world.states.values);
        world.states.slow = true;
        world.states.failing = DOCUMENT;
        CompletableFuture<Void> opened = states.open(ID).toCompletableFuture();
        world.store = next;
        world.states.answer(); // that it can't be read, because it left
        assertThat(opened).isNotDone();
        states.storageCame();
        assertThat(opened).isDone();
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(1));
        assertThat(reasons("plugin_state_rejected")).isEmpty();
        states.saveOfTorrent(ID, "b/p", state(2));
        assertThat(next.values).hasSize(1);
    }

    @Test
    void open_whenTheStorageThatLeftAnswersFirst_shouldNotCount() {
        states.open(ID);
        states.saveOfTorrent(ID, "b/p", state(1));
        states = restarted();
        MemoryStates next = new MemoryStates();
        next.values.putAll(world.states.values);
        next.slow = true;
        world.states.slow = true;
        world.states.values.clear();
        states.open(ID);
        world.store = next;
        states.storageCame();
        world.states.answer(); // that there is nothing
        next.answer();
        assertThat(states.ofTorrent(ID, "b/p")).contains(state(1));
    }

    @Test
    void open_whenTheStorageIsJustLeaving_shouldWaitForTheNext() {
        world.states.gone = true;
        states.open(ID);
        assertThat(reasons("plugin_state_rejected")).hasSize(1);
        states.saveOfTorrent(ID, "b/p", state(1));
        MemoryStates next = new MemoryStates();
        world.store = next;
        states.storageCame();
        assertThat(next.values).as("what could not be written").containsKey(DOCUMENT);
    }
}
