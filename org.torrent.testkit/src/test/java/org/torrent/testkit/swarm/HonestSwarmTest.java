package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.api.TorrentHandle;
import org.torrent.testkit.torrent.TestTorrent;

/** Swarms of shipped runtimes only. */
class HonestSwarmTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void swarm_whenOneSeedsForTen_shouldCompleteAll(long seed) {
        TestTorrent torrent = TestTorrent.files(seed, 64 * 1024, 1_000_000, 0, 2_000_000, 123_457);
        Swarm swarm = new Swarm(seed, torrent);
        swarm.seeder().add(torrent);
        List<TorrentHandle> downloads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            downloads.add(swarm.leecher().add(torrent));
        }
        swarm.awaitComplete(Duration.ofMinutes(10), downloads);
        assertThat(swarm.runtimes).allMatch(runtime -> runtime.holds(torrent));
        assertThat(swarm.runtimes.get(0).host().sentBytes())
                .as("leechers serve each other")
                .isLessThan(6L * torrent.layout().totalBytes());
        swarm.checkClaims();
        swarm.stop();
    }
}
