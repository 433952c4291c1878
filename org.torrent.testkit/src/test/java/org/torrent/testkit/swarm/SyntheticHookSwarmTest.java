package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Events that the engine makes itself: hooks hear of them, flagged. */
class SyntheticHookSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final List<String> calls = new ArrayList<>();
    private PeerContext last;
    private Verdict verdict = Verdict.PASS;
    private int ranking = 10;

    /** Writes down what it hears, and whether it is told that the engine made it. */
    private final class Watcher implements PeerPlugin {
        private final String name;
        private final PeerContext peer;

        Watcher(String name, PeerContext peer) {
            this.name = name;
            this.peer = peer;
        }

        private Verdict note(String call) {
            calls.add(name + call + (peer.synthetic() ? " synthetic" : ""));
            return verdict;
        }

        @Override
        public Verdict onHaveNone() {
            note("have none");
            peer.send(new PeerMessage.Suggest(0)).toCompletableFuture();
            return note("have none");
        }

        @Override
        public void sentSuggest(int piece) {
            note("suggested");
        }

        @Override
        public Verdict onReject(BlockRequest request) {
            return note("reject " + request.piece());
        }

        @Override
        public Verdict onInterested() {
            note("interested");
            return Verdict.PASS;
        }
    }

    private void watch(SimRuntime runtime, String name) {
        runtime.session()
                .pluginRegistry()
                .addTorrentPluginFactory(
                        (context, data) -> new TorrentPlugin() {
                            @Override
                            public PeerPlugin newConnection(PeerContext peer) {
                                last = peer;
                                return new Watcher(name, peer);
                            }
                        },
                        new PluginOrigin("watcher", "1", ranking, ranking--, Map.of()));
    }

    private ScriptedPeer leech(SimRuntime seeder, Message... messages) {
        ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.handshake(torrent.infoHash(), "leech")) {
            @Override
            protected void onHandshake(Handshake handshake) {
                List.of(messages).forEach(this::send);
            }
        };
        peer.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runUntil("it is unchoked", Duration.ofMinutes(1), () -> !peer.messages(Message.Unchoke.class)
                .isEmpty());
        return peer;
    }

    private SimRuntime seeder() {
        SimRuntime seeder = swarm.seeder();
        watch(seeder, "");
        seeder.await("it is checked", seeder.add(torrent).finished());
        return seeder;
    }

    @Test
    void onHaveNone_whenAPeerDoesNotSayWhatItHas_shouldBeCalledOnceAndFlagged() {
        SimRuntime seeder = seeder();
        ScriptedPeer peer = leech(seeder, new Message.KeepAlive(), new Message.Interested(), new Message.Have(0));
        assertThat(calls).containsExactly("have none synthetic", "suggested", "have none synthetic", "interested");
        assertThat(peer.messages(Message.Suggest.class)).hasSize(1);
        assertThatThrownBy(() -> last.synthetic()).isInstanceOf(IllegalStateException.class);
        swarm.stop();
    }

    @Test
    void onHaveNone_whenAPeerSaysSo_shouldNotBeFlagged() {
        SimRuntime seeder = seeder();
        leech(seeder, new Message.HaveNone(), new Message.Interested());
        assertThat(calls).containsExactly("have none", "suggested", "have none", "interested");
        swarm.stop();
    }

    @Test
    void onHaveNone_whenItIsHandled_shouldSkipLaterPluginsOnly() {
        SimRuntime seeder = swarm.seeder();
        watch(seeder, "1 ");
        watch(seeder, "2 ");
        seeder.await("it is checked", seeder.add(torrent).finished());
        verdict = Verdict.HANDLED;
        leech(seeder, new Message.Interested());
        assertThat(calls)
                .contains("1 have none synthetic", "1 interested", "2 interested")
                .doesNotContain("2 have none synthetic");
        swarm.stop();
    }

    /** The last blocks are asked from both seeds, and taken back from the one that does not answer. */
    private void downloadFromTwo(boolean fast) throws IOException {
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .settings(new TorrentSettings(4, 50, fast))
                .start();
        swarm.runtimes.add(leecher);
        watch(leecher, "");
        swarm.scripted(() -> new SeedPeer(torrent, "mute").withholding(block -> true));
        swarm.scripted(() -> new SeedPeer(torrent, "honest"));
        TorrentHandle download = leecher.add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(5), download);
        swarm.stop();
    }

    @Test
    void onReject_whenARequestIsTakenBackFromAPeerWithoutFast_shouldBeFlagged() throws IOException {
        downloadFromTwo(false);
        assertThat(calls).isNotEmpty().allMatch(call -> call.matches("reject \\d+ synthetic"));
    }

    @Test
    void onReject_whenThePeerSpeaksFast_shouldBeLeftToThePeer() throws IOException {
        downloadFromTwo(true);
        assertThat(calls).isEmpty();
    }
}
