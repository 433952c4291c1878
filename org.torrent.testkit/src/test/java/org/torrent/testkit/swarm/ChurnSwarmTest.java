package org.torrent.testkit.swarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Runtimes come, go, die and come back while they download. */
class ChurnSwarmTest {
    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenRuntimesComeAndGo_shouldComplete(long seed) {
        TestTorrent torrent = TestTorrent.singleFile(seed, 3_000_001, 64 * 1024);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.seeder().add(torrent);
        for (int i = 0; i < 6; i++) {
            swarm.leecher().add(torrent);
        }
        RandomGenerator random = swarm.simulation.random("test");
        for (int i = 0; i < 12; i++) {
            swarm.simulation.runFor(Duration.ofMillis(100 + random.nextInt(700)));
            SimRuntime victim = swarm.runtimes.get(1 + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> victim.stop();
                case 1 -> victim.kill();
                case 2 -> victim.cutPower();
                case 3 -> swarm.network.resetAll(victim.host());
                default -> victim.session().torrents().forEach(TorrentHandle::recheck);
            }
            if (!victim.isRunning()) {
                swarm.simulation.runFor(Duration.ofMillis(random.nextInt(2_000)));
                victim.start().resume();
            }
        }
        swarm.awaitComplete(Duration.ofHours(1), swarm.handles());
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheTransportIsReplacedAgainAndAgain_shouldComplete(long seed) {
        TestTorrent torrent = TestTorrent.singleFile(seed, 3_000_001, 64 * 1024);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.seeder().add(torrent);
        List<TorrentHandle> downloads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            downloads.add(swarm.leecher().add(torrent));
        }
        RandomGenerator random = swarm.simulation.random("test");
        for (int i = 0; i < 10; i++) {
            swarm.simulation.runFor(Duration.ofMillis(100 + random.nextInt(500)));
            swarm.runtimes.get(random.nextInt(4)).replaceTransport(Duration.ofMillis(random.nextInt(3_000)));
        }
        swarm.awaitComplete(Duration.ofHours(1), downloads);
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenTheStorageIsReplacedAgainAndAgain_shouldComplete(long seed) {
        TestTorrent torrent = TestTorrent.singleFile(seed, 3_000_001, 64 * 1024);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.seeder().add(torrent);
        List<TorrentHandle> downloads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            downloads.add(swarm.leecher().add(torrent));
        }
        RandomGenerator random = swarm.simulation.random("test");
        for (int i = 0; i < 10; i++) {
            swarm.simulation.runFor(Duration.ofMillis(100 + random.nextInt(500)));
            swarm.runtimes.get(random.nextInt(4)).replaceStorage(Duration.ofMillis(random.nextInt(3_000)));
        }
        swarm.awaitComplete(Duration.ofHours(1), downloads);
        swarm.stop();
    }
}
