package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.session.plugin.PluginLimits;

/** A full plugin names trackers and peers, and asks for them. */
class NamingTest {
    private static final PeerEndpoint PEER = new PeerEndpoint(new InetSocketAddress("192.0.2.1", 6881), 0);

    private final World world = new World();
    private final FullRecorder plugin = new FullRecorder();
    private FakeTorrent torrent;

    @BeforeEach
    void begin() {
        world.registry.addSessionPlugin(plugin, world.origin());
        world.run();
        torrent = new FakeTorrent(world);
    }

    private CompletableFuture<Integer> addTrackers(String source, String... urls) {
        return plugin.torrent.addTrackers(List.of(urls), source).toCompletableFuture();
    }

    private CompletableFuture<Integer> addPeers(int count, int source) {
        return plugin.torrent.addPeers(Collections.nCopies(count, PEER), source).toCompletableFuture();
    }

    @Test
    void addTrackers_whenAsked_shouldNameThePluginAndWhoToldIt() {
        CompletableFuture<Integer> added = addTrackers("a peer" + "!".repeat(200), "http://t.test/");
        assertThat(added).isNotDone();
        world.run();
        assertThat(added).isCompletedWithValue(1);
        assertThat(torrent.named.get(0)).isEqualTo("http://t.test/");
        assertThat(torrent.named.get(1)).contains("FullRecorder: a peer!").hasSizeLessThan(200);
    }

    @Test
    void addPeers_whenThereAreTooMany_shouldLeaveTheRestOut() {
        CompletableFuture<Integer> added = addPeers(PluginLimits.NAMED_PEERS + 1, PeerEndpoint.FROM_PEX);
        world.run();
        assertThat(added).isCompletedWithValue(PluginLimits.NAMED_PEERS);
        assertThat(torrent.named).contains(PEER.address() + " from 4");
    }

    @Test
    void addPeers_whenTheSourceIsNone_shouldThrow() {
        for (int source : new int[] {0, 3, 16, 64}) {
            assertThatThrownBy(() -> addPeers(1, source)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void naming_whenTheTorrentRefuses_shouldFailWithTheReason() {
        torrent.refusal = "it is private";
        CompletableFuture<Integer> trackers = addTrackers("a peer", "http://t.test/");
        CompletableFuture<Integer> peers = addPeers(1, PeerEndpoint.FROM_DHT);
        world.run();
        for (CompletableFuture<Integer> refused : List.of(trackers, peers)) {
            assertThatThrownBy(refused::join)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it is private");
        }
    }

    @Test
    void naming_whenTooMuchIsQueued_shouldFailUntilTheLoopTookIt() {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(addPeers(PluginLimits.NAMED_PEERS, PeerEndpoint.FROM_PEX));
        }
        assertThat(all.get(0)).isNotDone();
        assertThat(all.get(999)).isCompletedExceptionally();
        world.run();
        assertThat(all.get(0)).isCompleted();
        assertThat(addPeers(1, PeerEndpoint.FROM_PEX)).isNotDone();
    }

    @Test
    void naming_whenThePluginLeavesFirst_shouldFailAndNameNothing() {
        CompletableFuture<Integer> trackers = addTrackers("a peer", "http://t.test/");
        CompletableFuture<Integer> peers = addPeers(1, PeerEndpoint.FROM_PEX);
        world.sessionLoop.enter(() -> world.registry.removeSessionPlugin(plugin));
        world.runLanes();
        assertThat(trackers).isCompletedExceptionally();
        assertThat(peers).isCompletedExceptionally();
        world.run();
        assertThatThrownBy(plugin.torrent::trackers)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("left");
    }

    @Test
    void peersSince_whenAsked_shouldBeForTheLoopOnly() {
        assertThatThrownBy(() -> plugin.torrent.peersSince(0)).isInstanceOf(IllegalStateException.class);
        world.torrentLoop.enter(
                () -> assertThat(plugin.torrent.peersSince(0).whole()).isTrue());
        assertThat(plugin.torrent.trackers()).singleElement().satisfies(tracker -> assertThat(tracker.source())
                .isEqualTo("torrent"));
    }
}
