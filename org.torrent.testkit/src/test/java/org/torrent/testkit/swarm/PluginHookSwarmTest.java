package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Hooks of full plugins about messages, in a real transfer. */
class PluginHookSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 1_500_001, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private long uploadedBytes;

    /** What a plugin saw of all of a runtime's connections. */
    private static final class Watcher implements PeerPlugin {
        final Set<Integer> theirHaves = new TreeSet<>();
        final Set<Integer> ourHaves = new TreeSet<>();
        final List<Long> payload = new ArrayList<>();
        Verdict verdict = Verdict.PASS;

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

        long sum() {
            return payload.stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public Verdict onHave(int piece) {
            theirHaves.add(piece);
            return verdict;
        }

        @Override
        public void sentHave(int piece) {
            ourHaves.add(piece);
        }

        @Override
        public void sentPayload(long bytes) {
            payload.add(bytes);
        }
    }

    /** Two download from one seeder and serve each other; returns what the first saw of the second, again and again. */
    private List<PeerSnapshot> download(Watcher atSeeder, Watcher first, Watcher second) {
        atSeeder.join(swarm.seeder());
        first.join(swarm.leecher());
        second.join(swarm.leecher());
        List<TorrentHandle> all =
                swarm.runtimes.stream().map(runtime -> runtime.add(torrent)).toList();
        InetAddress other = swarm.runtimes.get(2).host().endpoint(0).getAddress();
        List<PeerSnapshot> seen = new ArrayList<>();
        for (int i = 0; i < 600 && !isDone(all); i++) {
            swarm.simulation.runFor(Duration.ofMillis(500));
            all.get(1).peers().stream()
                    .filter(peer -> peer.remote().getAddress().equals(other))
                    .forEach(seen::add);
        }
        swarm.simulation.runFor(Duration.ofSeconds(2));
        uploadedBytes = all.stream()
                .mapToLong(handle -> handle.snapshot().uploadedBytes())
                .sum();
        swarm.stop();
        return seen;
    }

    private static boolean isDone(List<TorrentHandle> all) {
        return all.stream()
                .allMatch(handle -> handle.finished().toCompletableFuture().isDone());
    }

    @Test
    void hooks_whenATorrentIsTransferred_shouldSeeHavesAndPayload() {
        Watcher atSeeder = new Watcher();
        Watcher first = new Watcher();
        Watcher second = new Watcher();
        List<PeerSnapshot> seen = download(atSeeder, first, second);
        assertThat(first.theirHaves).isNotEmpty();
        assertThat(second.ourHaves).containsAll(first.theirHaves);
        assertThat(first.ourHaves).containsAll(second.theirHaves);
        assertThat(seen).anyMatch(peer -> peer.piecesHad() > 0);
        assertThat(atSeeder.payload).allMatch(bytes -> bytes > 0);
        assertThat(atSeeder.sum() + first.sum() + second.sum()).isEqualTo(uploadedBytes);
    }

    @Test
    void onHave_whenHandled_shouldNotCountThePieceAsThePeers() {
        Watcher first = new Watcher();
        first.verdict = Verdict.HANDLED;
        List<PeerSnapshot> seen = download(new Watcher(), first, new Watcher());
        assertThat(first.theirHaves).isNotEmpty();
        assertThat(seen).isNotEmpty().allMatch(peer -> peer.piecesHad() == 0);
    }
}
