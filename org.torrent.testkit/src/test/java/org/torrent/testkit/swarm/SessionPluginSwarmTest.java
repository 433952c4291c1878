package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.protocol.Message;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** The hooks of a session plugin in a real transfer. */
class SessionPluginSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 1_500_001, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final List<String> calls = new ArrayList<>();

    /** Writes its hooks down; throws in all but {@code added} when it is told to. */
    private class Noting implements SessionPlugin {
        private final boolean throwing;

        Noting(boolean throwing) {
            this.throwing = throwing;
        }

        private void note(String hook) {
            calls.add(hook);
            if (throwing) {
                throw new LinkageError("planned");
            }
        }

        @Override
        public void added(SessionContext session) {
            calls.add("added");
        }

        @Override
        public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
            calls.add("newTorrent");
            return new TorrentPlugin() {
                @Override
                public PeerPlugin newConnection(PeerContext peer) {
                    return new PeerPlugin() {};
                }
            };
        }

        @Override
        public long unchokePriority(PeerContext peer) {
            note("unchokePriority");
            return 0;
        }

        @Override
        public void onTick() {
            note("onTick");
        }

        @Override
        public void onAlert(Alert alert) {
            note(alert.what());
        }

        @Override
        public void abort() {
            note("abort");
        }
    }

    /** Wishes that one host is served before all others. */
    private final class Preferring extends Noting {
        private final InetAddress preferred;

        Preferring(SimHost preferred) {
            super(false);
            this.preferred = preferred.endpoint(SimRuntime.PORT).getAddress();
        }

        @Override
        public long unchokePriority(PeerContext peer) {
            return peer.remote().getAddress().equals(preferred) ? -1 : super.unchokePriority(peer);
        }
    }

    private SimRuntime transfer(SessionPlugin plugin) {
        SimRuntime seeder = swarm.seeder();
        seeder.session().pluginRegistry().addSessionPlugin(plugin, new PluginOrigin("noting", "1", 1, 0, Map.of()));
        seeder.add(torrent);
        TorrentHandle download = swarm.leecher().add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(5), download);
        swarm.simulation.runFor(Duration.ofSeconds(2));
        return seeder;
    }

    @Test
    void hooks_whenATorrentIsTransferred_shouldAllBeCalled() {
        transfer(new Noting(false));
        swarm.stop();
        assertThat(calls).containsSubsequence("added", "newTorrent", "abort").contains("onTick", "peer_connect");
        assertThat(calls).filteredOn("added"::equals).hasSize(1);
        assertThat(calls).filteredOn("abort"::equals).hasSize(1);
    }

    @Test
    void hooks_whenTheyThrow_shouldCostThePluginAndNotTheTransfer() {
        SimRuntime seeder = transfer(new Noting(true));
        assertThat(seeder.session().plugins()).extracting("state").containsExactly(State.QUARANTINED);
        swarm.stop();
    }

    private LeechPeer slowLeech(TestTorrent large, SimHost host, SimRuntime from) {
        LeechPeer leech = new LeechPeer(large, host.toString(), 4);
        leech.dial(host.bandwidth(50_000, 50_000).transport(), from.endpoint());
        return leech;
    }

    private static int missing(List<LeechPeer> leeches) {
        return leeches.stream().mapToInt(LeechPeer::missing).sum();
    }

    /** Whoever had his turn comes last of all who wait, unless somebody prefers him. */
    @Test
    void unchokePriority_whenAPeerIsPreferred_shouldServeItWithEachDraw() {
        TestTorrent large = TestTorrent.singleFile(2, 8_000_001, 64 * 1024);
        SimRuntime seeder = new SimRuntime(swarm.simulation, swarm.host(), null)
                .put(large)
                .settings(new TorrentSettings(1, 50, true))
                .start();
        SimHost host = swarm.host();
        seeder.session()
                .pluginRegistry()
                .addSessionPlugin(new Preferring(host), new PluginOrigin("preferring", "1", 1, 0, Map.of()));
        seeder.await("it is checked", seeder.add(large).finished());
        List<LeechPeer> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(slowLeech(large, swarm.host(), seeder));
        }
        swarm.simulation.runFor(Duration.ofSeconds(2));
        LeechPeer preferred = slowLeech(large, host, seeder);
        swarm.simulation.runUntil("it is served", Duration.ofSeconds(45), () -> !preferred
                .pieces()
                .isEmpty());
        assertThat(calls).contains("unchokePriority");
        swarm.simulation.runFor(Duration.ofSeconds(2)); // what was sent to the one before arrives
        int of = missing(others);
        swarm.simulation.runFor(Duration.ofSeconds(70)); // two draws
        assertThat(missing(others)).as("blocks that others still want").isEqualTo(of);
        assertThat(preferred.messages(Message.Choke.class)).isEmpty();
        assertThat(preferred.missing()).isPositive();
        seeder.stop();
    }
}
