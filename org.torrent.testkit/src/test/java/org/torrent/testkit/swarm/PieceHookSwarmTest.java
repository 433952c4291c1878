package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.HeldBlock;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PieceBlock;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A plugin takes over blocks of a real transfer. */
class PieceHookSwarmTest {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final TestTorrent torrent = TestTorrent.singleFile(1, 1_500_001, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final Map<BlockRequest, List<Long>> seen = new HashMap<>();
    private final List<HeldBlock> held = new ArrayList<>();

    /** What the plugin does with a block it never saw before. */
    private enum First {
        PASS,
        DROP,
        HOLD,
        HOLD_AND_GIVE_BACK
    }

    private TorrentPluginFactory plugin(First first, int every) {
        return (context, data) -> new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext peer) {
                return new Taker(first, every);
            }
        };
    }

    private final class Taker implements PeerPlugin {
        private final First first;
        private final int every;

        Taker(First first, int every) {
            this.first = first;
            this.every = every;
        }

        @Override
        public Verdict onPiece(BlockRequest request, PieceBlock block) {
            List<Long> times = seen.computeIfAbsent(request, key -> new ArrayList<>());
            times.add(swarm.simulation.nowNanos());
            if (first == First.PASS || times.size() > 1 || request.offset() / 16_384 % every != 0) {
                return Verdict.PASS;
            }
            if (first != First.DROP) {
                block.hold().ifPresent(held::add);
            }
            return Verdict.HANDLED;
        }

        @Override
        public void tick() {
            if (first == First.HOLD_AND_GIVE_BACK) {
                held.forEach(HeldBlock::giveBack);
                held.clear();
            }
        }
    }

    private TorrentHandle download(TorrentPluginFactory plugin) {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        leecher.session().pluginRegistry().addTorrentPluginFactory(plugin, new PluginOrigin("t", "1", 1, 0, Map.of()));
        return leecher.add(torrent);
    }

    @Test
    void onPiece_whenBlocksAreDropped_shouldBeAskedAgainAfterThePause() {
        TorrentHandle handle = download(plugin(First.DROP, 2));
        swarm.awaitComplete(Duration.ofMinutes(5), List.of(handle));
        assertThat(seen.keySet()).hasSize((1_500_001 + 16_383) / 16_384);
        seen.forEach((request, times) -> {
            if (request.offset() / 16_384 % 2 == 0) {
                assertThat(times).as(request.toString()).hasSize(2);
                assertThat(times.get(1) - times.get(0)).isGreaterThan(PAUSE_NANOS);
            } else {
                assertThat(times).as(request.toString()).hasSize(1);
            }
        });
        assertThat(handle.snapshot().downloadedBytes())
                .as("counted as received")
                .isGreaterThan(1_500_001 * 3L / 2);
        swarm.stop();
    }

    @Test
    void onPiece_whenBlocksAreGivenBack_shouldNotBeFetchedAgain() {
        TorrentHandle handle = download(plugin(First.HOLD_AND_GIVE_BACK, 1));
        swarm.awaitComplete(Duration.ofMinutes(5), List.of(handle));
        assertThat(seen.values()).allMatch(times -> times.size() == 1);
        assertThat(handle.snapshot().downloadedBytes()).as("counted once").isEqualTo(1_500_001);
        swarm.stop();
    }

    @Test
    void onPiece_whenBlocksAreKept_shouldStillFinish() {
        TorrentHandle handle = download(plugin(First.HOLD, 3));
        swarm.awaitComplete(Duration.ofMinutes(5), List.of(handle));
        assertThat(held).isNotEmpty();
        assertThat(held.get(0).bytes().remaining()).isEqualTo(16_384);
        swarm.stop();
    }

    /** Asks in the engine's place, takes every block the first time, and never gives one back. */
    private final class Greedy implements PeerPlugin {
        private final PeerContext peer;

        Greedy(PeerContext peer) {
            this.peer = peer;
        }

        @Override
        public Verdict writeRequest(BlockRequest request) {
            peer.send(new PeerMessage.Request(request));
            return Verdict.HANDLED;
        }

        @Override
        public Verdict onPiece(BlockRequest request, PieceBlock block) {
            List<Long> times = seen.computeIfAbsent(request, key -> new ArrayList<>());
            times.add(swarm.simulation.nowNanos());
            return times.size() == 1 ? Verdict.HANDLED : Verdict.PASS;
        }
    }

    @Test
    void onPiece_whenTheRequestWasHandledToo_shouldAskForEachBlockOnceMoreAfterThePause() {
        TorrentHandle handle = download((context, data) -> new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext peer) {
                return new Greedy(peer);
            }
        });
        swarm.awaitComplete(Duration.ofMinutes(5), List.of(handle));
        assertThat(seen.keySet()).hasSize((1_500_001 + 16_383) / 16_384);
        assertThat(seen.values()).allSatisfy(times -> {
            assertThat(times).hasSize(2);
            assertThat(times.get(1) - times.get(0)).isGreaterThan(PAUSE_NANOS);
        });
        swarm.stop();
    }
}
