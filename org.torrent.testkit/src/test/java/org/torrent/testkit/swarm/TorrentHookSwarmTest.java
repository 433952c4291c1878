package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Hooks of full plugins about a torrent's life, its pieces and its peer list, in a real transfer. */
class TorrentHookSwarmTest {
    private static final int PIECES = 11;

    private final TestTorrent torrent = TestTorrent.singleFile(1, (PIECES - 1) * 64 * 1024 + 1, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);

    /** What a plugin saw of one torrent and its connections. */
    private static final class Watcher implements TorrentPlugin {
        final List<String> calls = new ArrayList<>();
        final List<Integer> passed = new ArrayList<>();
        final List<Integer> failed = new ArrayList<>();
        final List<Integer> passedByPeers = new ArrayList<>();
        final List<Integer> failedByPeers = new ArrayList<>();
        final List<InetSocketAddress> erased = new ArrayList<>();
        TorrentContext context;
        Verdict verdict = Verdict.PASS;
        boolean insists;
        int torrents;

        Watcher join(SimRuntime runtime) {
            runtime.session()
                    .pluginRegistry()
                    .addTorrentPluginFactory(
                            (torrent, data) -> {
                                torrents++;
                                context = torrent;
                                return this;
                            },
                            new PluginOrigin("watcher", "1", 1, 0, Map.of()));
            return this;
        }

        @Override
        public PeerPlugin newConnection(PeerContext peer) {
            return new PeerPlugin() {
                @Override
                public void onPiecePass(int piece) {
                    passedByPeers.add(piece);
                }

                @Override
                public void onPieceFailed(int piece) {
                    failedByPeers.add(piece);
                }
            };
        }

        @Override
        public void onPiecePass(int piece) {
            passed.add(piece);
        }

        @Override
        public void onPieceFailed(int piece) {
            failed.add(piece);
        }

        @Override
        public Verdict onPause() {
            calls.add("onPause");
            if (insists) {
                context.pause();
            }
            return verdict;
        }

        @Override
        public Verdict onResume() {
            calls.add("onResume");
            return verdict;
        }

        @Override
        public void onFilesChecked() {
            calls.add("onFilesChecked " + context.snapshot().state());
        }

        @Override
        public void onState(TorrentState state) {
            calls.add("onState " + state);
        }

        @Override
        public void onAddPeer(InetSocketAddress endpoint, int source, int flags) {
            calls.add("onAddPeer " + endpoint.getPort() + " " + source + " " + flags);
        }

        @Override
        public void onPeerErased(InetSocketAddress endpoint) {
            erased.add(endpoint);
        }
    }

    @Test
    void hooks_whenATorrentIsTransferred_shouldTellItsLifeAndItsPieces() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        Watcher watcher = new Watcher().join(leecher);
        swarm.awaitComplete(Duration.ofMinutes(5), leecher.add(torrent));
        assertThat(watcher.calls)
                .containsSubsequence(
                        "onState CHECKING",
                        "onState DOWNLOADING",
                        "onFilesChecked DOWNLOADING",
                        "onAddPeer 6881 1 1",
                        "onState SEEDING");
        assertThat(watcher.calls)
                .filteredOn(call -> call.startsWith("onFilesChecked"))
                .hasSize(1);
        assertThat(watcher.passed)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, PIECES).boxed().toList());
        assertThat(watcher.passedByPeers).isEqualTo(watcher.passed);
        assertThat(watcher.failed).isEmpty();
        assertThat(watcher.failedByPeers).isEmpty();
        swarm.stop();
    }

    @Test
    void hooks_whenAPeerSendsBadPieces_shouldTellWhoIsFailedAndForgotten() throws IOException {
        InetSocketAddress liar = swarm.scripted(() -> new SeedPeer(torrent, "liar").corrupting(block -> true))
                .endpoint(SimRuntime.PORT);
        SimRuntime leecher = swarm.leecher();
        Watcher watcher = new Watcher().join(leecher);
        TorrentHandle handle = leecher.add(torrent);
        swarm.simulation.runUntil("the liar is forgotten", Duration.ofMinutes(1), () -> watcher.erased.contains(liar));
        assertThat(watcher.failed).isNotEmpty();
        assertThat(watcher.failedByPeers).isNotEmpty().isSubsetOf(watcher.failed);
        assertThat(watcher.passed).isEmpty();
        handle.connect(List.of(liar));
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(watcher.calls).contains("onAddPeer 6881 64 2");
        swarm.stop();
    }

    /** Awaits it, and tells why it failed. */
    private static String failure(SimRuntime runtime, CompletionStage<Void> stage) {
        List<Throwable> failure = new ArrayList<>();
        runtime.await("an end", stage.handle((v, error) -> failure.add(error)));
        assertThat(failure.get(0)).isInstanceOf(TorrentException.class);
        return failure.get(0).getMessage();
    }

    @Test
    void onPause_whenHandled_shouldLeaveTheTorrentRunning() {
        SimRuntime seeder = swarm.seeder();
        Watcher watcher = new Watcher().join(seeder);
        TorrentHandle handle = seeder.add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        watcher.verdict = Verdict.HANDLED;
        assertThat(failure(seeder, handle.pause()))
                .startsWith("it is not paused: the plugin " + watcher.getClass().getName())
                .endsWith("disable " + handle.id().text().substring(0, 8) + ")");
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.SEEDING);
        watcher.verdict = Verdict.PASS;
        seeder.await("pause", handle.pause());
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        watcher.verdict = Verdict.HANDLED;
        assertThat(failure(seeder, handle.resume())).startsWith("it is not resumed: the plugin ");
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        watcher.verdict = Verdict.PASS;
        seeder.await("resume", handle.resume());
        swarm.simulation.runUntil(
                "it seeds", Duration.ofMinutes(1), () -> handle.snapshot().state() == TorrentState.SEEDING);
        assertThat(watcher.calls)
                .containsSubsequence(
                        "onPause", "onPause", "onState PAUSED", "onResume", "onResume", "onState CHECKING");
        assertThat(watcher.torrents).as("asked once, whatever pauses").isEqualTo(1);
        swarm.stop();
    }

    @Test
    void pause_whenAPluginCallsIt_shouldPauseWithinItsHookToo() {
        SimRuntime seeder = swarm.seeder();
        Watcher watcher = new Watcher().join(seeder);
        TorrentHandle handle = seeder.add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        watcher.insists = true;
        watcher.context.pause();
        swarm.simulation.runUntil(
                "it is paused", Duration.ofSeconds(5), () -> handle.snapshot().state() == TorrentState.PAUSED);
        assertThat(watcher.calls).filteredOn("onPause"::equals).hasSize(8);
        assertThat(seeder.alerts("plugin_error")).hasSize(1);
        watcher.context.resume();
        swarm.simulation.runUntil(
                "it seeds", Duration.ofMinutes(1), () -> handle.snapshot().state() == TorrentState.SEEDING);
        swarm.stop();
    }
}
