package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Peers that name a torrent which is not here: plugins may have it added, and the connection goes on with it. */
class UnknownTorrentSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final List<String> asked = new ArrayList<>();

    /** Answers with what it is told. */
    private final class Answering implements SessionPlugin {
        private final String name;
        private final AddTorrent answer;

        Answering(String name, AddTorrent answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public AddTorrent onUnknownTorrent(InfoHash infoHash, InetSocketAddress peer) {
            assertThat(infoHash).isEqualTo(torrent.infoHash());
            asked.add(name + " for " + peer.getAddress().getHostAddress());
            return answer;
        }
    }

    private static void add(SimRuntime runtime, SessionPlugin plugin, int ranking) {
        runtime.session()
                .pluginRegistry()
                .addSessionPlugin(plugin, new PluginOrigin("answering" + ranking, "1", ranking, ranking, Map.of()));
    }

    private AddTorrent labelled(String label) {
        return AddTorrent.of(torrent.metainfo(), SimRuntime.DOWNLOADS)
                .label(label)
                .build();
    }

    private LeechPeer dial(SimRuntime runtime) {
        LeechPeer peer = new LeechPeer(torrent, "leech", 8);
        peer.dial(swarm.host().transport(), runtime.endpoint());
        return peer;
    }

    @Test
    void onUnknownTorrent_whenAPluginKnowsTheTorrent_shouldServeItOnTheSameConnection() {
        SimRuntime runtime = swarm.seeder(); // its files are there, the torrent is not
        add(runtime, new Answering("low", labelled("low")), 1);
        add(runtime, new Answering("high", labelled("high")), 3);
        add(runtime, new Answering("knows nothing", null), 5);
        LeechPeer peer = dial(runtime);
        swarm.simulation.runUntil("it has everything", Duration.ofMinutes(2), peer::isComplete);
        assertThat(asked).contains("knows nothing for 10.0.0.3", "high for 10.0.0.3");
        assertThat(peer.reason()).as("it was never closed").isNull();
        TorrentHandle added = runtime.session().torrents().get(0);
        assertThat(added.snapshot().label()).contains("high");
        swarm.stop();
    }

    @Test
    void onUnknownTorrent_whenASecondPeerComesWhileItIsAdded_shouldServeBoth() {
        SimRuntime runtime = swarm.seeder();
        add(runtime, new Answering("it", labelled("once")), 1);
        List<LeechPeer> peers = List.of(dial(runtime), dial(runtime));
        swarm.simulation.runUntil("they have everything", Duration.ofMinutes(2), () -> peers.stream()
                .allMatch(LeechPeer::isComplete));
        assertThat(runtime.session().torrents()).hasSize(1);
        swarm.stop();
    }

    @Test
    void onUnknownTorrent_whenNobodyKnowsTheTorrent_shouldClose() {
        SimRuntime runtime = swarm.seeder();
        add(runtime, new Answering("it", null), 1);
        LeechPeer peer = dial(runtime);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(asked).hasSize(1);
        assertThat(peer.reason()).isNotNull();
        assertThat(runtime.session().torrents()).isEmpty();
        swarm.stop();
    }

    @Test
    void onUnknownTorrent_whenNobodyOverridesIt_shouldCloseAtOnce() {
        SimRuntime runtime = swarm.seeder();
        add(runtime, new SessionPlugin() {}, 1);
        LeechPeer peer = dial(runtime);
        swarm.simulation.runFor(Duration.ofMillis(300));
        assertThat(peer.reason()).isNotNull();
        swarm.stop();
    }

    @Test
    void onUnknownTorrent_whenItAnswersWithAnAttachmentThatIsNone_shouldNameThePluginAndClose() {
        SimRuntime runtime = swarm.seeder();
        AddTorrent broken =
                labelled("broken").toBuilder().attachments(List.of("no plugin")).build();
        add(runtime, new Answering("it", broken), 1);
        LeechPeer peer = dial(runtime);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(peer.reason()).isNotNull();
        assertThat(runtime.alerts("plugin_error")).singleElement().satisfies(alert -> assertThat(alert.message())
                .contains("answering1", "onUnknownTorrent", "attachment"));
        swarm.stop();
    }

    @Test
    void onUnknownTorrent_whenAFloodNamesTorrents_shouldHoldAFewAndForgetThem() {
        SimRuntime runtime = swarm.seeder();
        List<ScriptedPeer> flood = new ArrayList<>();
        add(runtime, new Answering("it", null), 1);
        var transport = swarm.host().transport();
        for (int i = 0; i < 3 * PluginLimits.HELD_HANDSHAKES; i++) {
            ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.handshake(torrent.infoHash(), "flood" + i));
            peer.dial(transport, runtime.endpoint());
            flood.add(peer);
        }
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(flood).noneMatch(ScriptedPeer::isOpen);
        assertThat(asked).isNotEmpty();
        swarm.stop();
    }
}
