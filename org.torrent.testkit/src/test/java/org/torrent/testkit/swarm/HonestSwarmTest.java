package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.api.TorrentHandle;
import org.torrent.session.context.TorrentSettings;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.ports.net.Path;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Honest peers on good and bad networks. */
class HonestSwarmTest {
    private static final int PIECE_BYTES = 64 * 1024;

    static LongStream seeds() {
        return Seeds.all();
    }

    private static TestTorrent small(long seed) {
        return TestTorrent.singleFile(seed, 1_500_001, PIECE_BYTES);
    }

    private static List<TorrentHandle> download(Swarm swarm, int count) {
        List<TorrentHandle> downloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            downloads.add(swarm.leecher().add(swarm.torrent));
        }
        return downloads;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenOneSeedsForTen_shouldCompleteAll(long seed) {
        TestTorrent torrent = TestTorrent.files(seed, PIECE_BYTES, 1_000_000, 0, 2_000_000, 123_457);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(5), download(swarm, 10));
        assertThat(seeder.host().sentBytes())
                .as("leechers serve each other")
                .isLessThan(6L * torrent.layout().totalBytes());
        swarm.simulation.runUntil("all told the tracker", Duration.ofMinutes(1), () -> swarm.tracker.completed() >= 10);
        assertThat(swarm.tracker.completed()).isEqualTo(10);
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenThePiecesAreSpreadOverLeechers_shouldCompleteWithoutASeed(long seed) {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        int pieces = torrent.layout().pieceCount();
        List<TorrentHandle> downloads = download(swarm, 4);
        swarm.simulation.runUntil(
                "together they have everything", Duration.ofMinutes(5), () -> swarm.spreadPieces() == pieces);
        seeder.stop();
        swarm.runtimes.remove(seeder);
        swarm.awaitComplete(Duration.ofMinutes(10), downloads);
        swarm.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void swarm_whenOneSideHasNoFastExtension_shouldComplete(boolean seederHasIt) {
        TestTorrent torrent = small(1);
        Swarm swarm = new Swarm(1, torrent);
        SimRuntime seeder = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .settings(new TorrentSettings(4, 50, seederHasIt))
                .put(torrent)
                .start();
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker)
                .settings(new TorrentSettings(4, 50, !seederHasIt))
                .start();
        swarm.runtimes.addAll(List.of(seeder, leecher));
        seeder.add(torrent);
        swarm.awaitComplete(Duration.ofMinutes(2), leecher.add(torrent));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheNetworkIsSlowAndLossy_shouldComplete(long seed) {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.network.defaultPath(new Path(Duration.ofMillis(400), Duration.ofMillis(400), 0.3, 0));
        swarm.seeder().add(torrent);
        swarm.awaitComplete(Duration.ofHours(2), download(swarm, 3));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenConnectionsBreakAgainAndAgain_shouldComplete(long seed) {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.network.defaultPath(Path.of(Duration.ofMillis(20)).withResets(0.02));
        swarm.seeder().add(torrent);
        swarm.awaitComplete(Duration.ofHours(12), download(swarm, 3));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheSeederIsCutOffForAWhile_shouldCompleteOnceHealed(long seed) {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        List<TorrentHandle> downloads = download(swarm, 2);
        swarm.simulation.runFor(Duration.ofMillis(600));
        swarm.network.isolate(seeder.host());
        swarm.simulation.runFor(Duration.ofMinutes(30));
        assertThat(downloads).noneMatch(h -> h.finished().toCompletableFuture().isDone());
        swarm.network.healAll();
        swarm.awaitComplete(Duration.ofHours(2), downloads);
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seeder_whenAForeignLeecherAsks_shouldServeEveryBlockRight(long seed) {
        TestTorrent torrent = small(seed);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        LeechPeer leech = new LeechPeer(torrent, "leech", 50);
        leech.dial(swarm.host().transport(), seeder.endpoint());
        swarm.simulation.runUntil("the leecher has everything", Duration.ofMinutes(2), leech::isComplete);
        assertThat(leech.wrong()).isZero();
        swarm.stop();
    }
}
