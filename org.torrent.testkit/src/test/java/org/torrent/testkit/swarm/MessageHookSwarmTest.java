package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PieceBlock;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What one side says it sent is what the other side's plugins were asked about. */
class MessageHookSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);

    /** Writes down what arrives and leaves. */
    private static class Watcher implements PeerPlugin {
        final List<Object> calls = new ArrayList<>();
        final Map<BlockRequest, Integer> written = new HashMap<>();
        boolean holdsBack;

        void join(SimRuntime runtime) {
            runtime.session()
                    .pluginRegistry()
                    .addTorrentPluginFactory(
                            (context, data) -> new TorrentPlugin() {
                                @Override
                                public PeerPlugin newConnection(PeerContext peer) {
                                    return Watcher.this;
                                }
                            },
                            new PluginOrigin("watcher", "1", 1, 0, Map.of()));
        }

        List<Object> of(String hook) {
            return calls.stream()
                    .filter(List.class::isInstance)
                    .map(List.class::cast)
                    .filter(call -> call.get(0).equals(hook))
                    .<Object>map(call -> call.get(1))
                    .toList();
        }

        @Override
        public Verdict onUnchoke() {
            calls.add("onUnchoke");
            return Verdict.PASS;
        }

        @Override
        public void sentUnchoke() {
            calls.add("sentUnchoke");
        }

        @Override
        public Verdict onInterested() {
            calls.add("onInterested");
            return Verdict.PASS;
        }

        @Override
        public void sentInterested() {
            calls.add("sentInterested");
        }

        @Override
        public Verdict onHaveAll() {
            calls.add("onHaveAll");
            return Verdict.PASS;
        }

        @Override
        public void sentHaveAll() {
            calls.add("sentHaveAll");
        }

        @Override
        public Verdict onHaveNone() {
            calls.add("onHaveNone");
            return Verdict.PASS;
        }

        @Override
        public void sentHaveNone() {
            calls.add("sentHaveNone");
        }

        @Override
        public Verdict onAllowedFast(int piece) {
            calls.add(List.of("allowed fast", piece));
            return Verdict.PASS;
        }

        @Override
        public void sentAllowFast(int piece) {
            calls.add(List.of("sent allow fast", piece));
        }

        @Override
        public Verdict onRequest(BlockRequest request) {
            calls.add(List.of("request", request));
            return Verdict.PASS;
        }

        @Override
        public Verdict writeRequest(BlockRequest request) {
            int times = written.merge(request, 1, Integer::sum);
            return holdsBack && times == 1 ? Verdict.HANDLED : Verdict.PASS;
        }

        @Override
        public void sentRequest(BlockRequest request) {
            calls.add(List.of("sent request", request));
        }

        @Override
        public Verdict onPiece(BlockRequest request, PieceBlock block) {
            calls.add(List.of("piece", request));
            return Verdict.PASS;
        }

        @Override
        public void sentPiece(BlockRequest request) {
            calls.add(List.of("sent piece", request));
        }
    }

    private void download(Watcher atSeeder, Watcher atLeecher) {
        SimRuntime seeder = swarm.seeder();
        SimRuntime leecher = swarm.leecher();
        atSeeder.join(seeder);
        atLeecher.join(leecher);
        seeder.add(torrent);
        TorrentHandle handle = leecher.add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(5), handle);
        swarm.simulation.runFor(Duration.ofSeconds(2));
        swarm.stop();
    }

    @Test
    void hooks_whenATorrentIsTransferred_shouldSeeOnOneSideWhatLeftOnTheOther() {
        Watcher seeder = new Watcher();
        Watcher leecher = new Watcher();
        download(seeder, leecher);
        assertThat(leecher.calls).contains("onHaveAll", "sentHaveNone", "sentInterested", "onUnchoke");
        assertThat(seeder.calls).contains("sentHaveAll", "onHaveNone", "onInterested", "sentUnchoke");
        assertThat(leecher.of("allowed fast")).isNotEmpty().isEqualTo(seeder.of("sent allow fast"));
        assertThat(seeder.of("request")).isNotEmpty().isEqualTo(leecher.of("sent request"));
        assertThat(leecher.of("piece")).hasSize((700_001 + 16_383) / 16_384).isEqualTo(seeder.of("sent piece"));
        assertThat(leecher.written.keySet()).hasSize((700_001 + 16_383) / 16_384);
    }

    @Test
    void writeRequest_whenHandled_shouldNotLeaveBeforeThePauseIsOver() {
        Watcher leecher = new Watcher();
        leecher.holdsBack = true;
        download(new Watcher(), leecher);
        assertThat(leecher.written.values()).allMatch(times -> times == 2);
        assertThat(leecher.of("sent request")).hasSameSizeAs(leecher.written.keySet());
        assertThat(swarm.simulation.elapsed()).isGreaterThan(Duration.ofSeconds(10));
    }
}
