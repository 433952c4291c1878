package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Handshake;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** The begin of connections as full plugins see it: before the dial, up, handshaken. */
class ConnectionHookSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);

    /** Writes down the life of connections. */
    private static final class Watcher implements TorrentPlugin {
        final List<String> calls = new ArrayList<>();
        final List<CompletionStage<Void>> early = new ArrayList<>();
        PeerContext last;
        boolean keep = true;
        boolean closes;
        boolean throwing;
        boolean letGo = true;

        Watcher join(SimRuntime runtime) {
            runtime.session()
                    .pluginRegistry()
                    .addTorrentPluginFactory(
                            (context, data) -> this,
                            new PluginOrigin(
                                    "watcher", "1", 1, 0, Map.of(PluginProperties.EXTENSION_NAMES, "test_name")));
            return this;
        }

        @Override
        public PeerPlugin newConnection(PeerContext peer) {
            last = peer;
            calls.add("new " + (peer.outgoing() ? "outgoing" : "incoming") + ", local " + (peer.local() != null)
                    + ", reserved " + (peer.reservedBits() != 0) + ", had "
                    + peer.snapshot().piecesHad());
            if (throwing) {
                throw new IllegalStateException("planned");
            }
            if (peer.outgoing()) {
                early.add(peer.send("test_name", new byte[1]));
            }
            if (closes) {
                peer.disconnect("planned");
            }
            return new PeerPlugin() {
                @Override
                public void onConnected() {
                    calls.add("connected, local " + (peer.local() != null));
                }

                @Override
                public boolean onHandshake(long reservedBits) {
                    calls.add("handshake " + (reservedBits == peer.reservedBits())
                            + ((reservedBits & Handshake.EXTENDED) != 0));
                    return keep;
                }

                @Override
                public Verdict onUnchoke() {
                    calls.add("unchoke");
                    return Verdict.PASS;
                }

                @Override
                public boolean canDisconnect(String reason) {
                    calls.add("may go: " + reason);
                    return letGo;
                }

                @Override
                public void onDisconnect(String reason) {
                    calls.add("disconnect: " + reason);
                }
            };
        }
    }

    private TorrentHandle download(Watcher atSeeder, Watcher atLeecher) {
        SimRuntime seeder = swarm.seeder();
        atSeeder.join(seeder);
        SimRuntime leecher = swarm.leecher();
        atLeecher.join(leecher);
        seeder.add(torrent);
        return leecher.add(torrent);
    }

    @Test
    void hooks_whenATorrentIsTransferred_shouldFollowAConnectionFromTheDialOn() {
        Watcher seeder = new Watcher();
        Watcher leecher = new Watcher();
        swarm.awaitComplete(Duration.ofMinutes(5), download(seeder, leecher));
        swarm.stop();
        assertThat(leecher.calls)
                .startsWith(
                        "new outgoing, local false, reserved false, had 0",
                        "connected, local true",
                        "handshake truetrue",
                        "unchoke");
        assertThat(seeder.calls)
                .startsWith(
                        "new incoming, local true, reserved true, had 0",
                        "connected, local true",
                        "handshake truetrue");
        assertThat(leecher.calls)
                .filteredOn(call -> call.startsWith("disconnect"))
                .hasSize(1);
        assertThat(leecher.early).singleElement().satisfies(sent -> assertThatThrownBy(
                        () -> sent.toCompletableFuture().join())
                .hasMessageContaining("not connected yet"));
    }

    @Test
    void onHandshake_whenItSaysNo_shouldDetachThePluginOnly() {
        Watcher leecher = new Watcher();
        leecher.keep = false;
        swarm.awaitComplete(Duration.ofMinutes(5), download(new Watcher(), leecher));
        swarm.stop();
        assertThat(leecher.calls).hasSize(3).last().isEqualTo("handshake truetrue");
        assertThatThrownBy(() -> leecher.last.remote()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void newConnection_whenItThrows_shouldNotDial() {
        Watcher leecher = new Watcher();
        leecher.throwing = true;
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        leecher.join(swarm.leecher());
        TorrentHandle handle = swarm.runtimes.get(1).add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(leecher.calls).isNotEmpty();
        assertThat(handle.peers()).isEmpty();
        assertThat(seeder.alerts("peer_connect")).isEmpty();
        assertThat(swarm.runtimes.get(1).alerts("peer_error"))
                .anyMatch(alert ->
                        alert.message().contains("watcher 1") && alert.message().contains("newConnection"));
        swarm.stop();
    }

    @Test
    void disconnect_whenCalledBeforeTheConnectionIsUp_shouldCloseItThen() {
        Watcher leecher = new Watcher();
        leecher.closes = true;
        TorrentHandle handle = download(new Watcher(), leecher);
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(leecher.calls).hasSize(3).last().asString().contains("planned");
        assertThat(handle.peers()).isEmpty();
        swarm.stop();
    }

    @Test
    void canDisconnect_whenItSaysNo_shouldKeepTwoSeedsConnected() {
        Watcher seeder = new Watcher();
        Watcher leecher = new Watcher();
        seeder.letGo = false;
        leecher.letGo = false;
        TorrentHandle handle = download(seeder, leecher);
        swarm.awaitComplete(Duration.ofMinutes(5), handle);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(handle.peers()).hasSize(1);
        assertThat(leecher.calls).contains("may go: both have everything");
        leecher.letGo = true;
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(handle.peers()).isEmpty();
        assertThat(leecher.calls).last().isEqualTo("disconnect: both have everything");
        swarm.stop();
    }

    /** Connected and of no use; awake. */
    private ScriptedPeer useless(SimRuntime seeder) {
        ScriptedPeer peer = new LeechPeer(torrent, "useless" + swarm.runtimes.size(), 0);
        peer.dial(swarm.host().transport(), seeder.endpoint());
        return peer;
    }

    @Test
    void canDisconnect_whenAllAreKept_shouldAskAboutAFewForEachNewcomer() {
        int places = 20;
        SimRuntime seeder = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .put(torrent)
                .settings(new TorrentSettings(1, places, true))
                .start();
        swarm.runtimes.add(seeder);
        Watcher plugin = new Watcher().join(seeder);
        plugin.letGo = false;
        TorrentHandle handle = seeder.add(torrent);
        seeder.await("it is checked", handle.finished());
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            peers.add(useless(seeder));
        }
        swarm.simulation.runFor(Duration.ofSeconds(70));
        assertThat(peers).allMatch(ScriptedPeer::isOpen);
        assertThat(plugin.calls).noneMatch(call -> call.startsWith("may go: others need the place"));
        for (int newcomers = 1; newcomers <= 5; newcomers++) {
            ScriptedPeer newcomer = useless(seeder);
            swarm.simulation.runFor(Duration.ofSeconds(1));
            assertThat(newcomer.isOpen()).isFalse();
            assertThat(plugin.calls)
                    .filteredOn(call -> call.startsWith("may go: others need the place"))
                    .as("questions for %d newcomers: each peer once", newcomers)
                    .hasSize(Math.min(places, newcomers * TorrentLimits.PART_QUESTIONS));
        }
        plugin.letGo = true;
        swarm.simulation.runFor(Duration.ofSeconds(10));
        assertThat(peers).allMatch(ScriptedPeer::isOpen);
        ScriptedPeer newcomer = useless(seeder);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(newcomer.isOpen()).isTrue();
        assertThat(peers).filteredOn(ScriptedPeer::isOpen).hasSize(places - 1);
        swarm.stop();
    }

    @Test
    void onDisconnect_whenADialFails_shouldTellIt() {
        SimRuntime runtime = swarm.leecher();
        Watcher leecher = new Watcher().join(runtime);
        TorrentHandle handle = runtime.add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        handle.connect(List.of(new InetSocketAddress(swarm.host().endpoint(1).getAddress(), 9)));
        swarm.simulation.runFor(Duration.ofSeconds(20));
        assertThat(leecher.calls).first().isEqualTo("new outgoing, local false, reserved false, had 0");
        assertThat(leecher.calls.get(1)).startsWith("disconnect: ");
        swarm.stop();
    }
}
