package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.session.peer.StageFactory;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.stage.BucketStage;
import org.torrent.testkit.stage.GreetingStage;
import org.torrent.testkit.stage.XorStage;

/** Whole sessions whose connections' bytes pass stages: a negotiation, then a cipher, above it a rate limit. */
class StagedSwarmTest {
    private static final long BYTES_PER_SECOND = 400_000;

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swarm_whenBytesPassStages_shouldComplete(long seed) {
        Swarm swarm = new Swarm(seed, TestTorrent.singleFile(seed, 1_500_000, 64 * 1024));
        var timers = swarm.simulation.newLoop("stages");
        StageFactory stages = (remote, dialledFor) -> List.of(
                new GreetingStage(dialledFor.isPresent() ? "dialler" : "acceptor", () -> new XorStage(9)),
                new BucketStage(swarm.simulation, timers, BYTES_PER_SECOND));
        SimRuntime seeder = swarm.seeder();
        seeder.session().stages(stages);
        seeder.add(swarm.torrent);
        long start = swarm.simulation.nowNanos();
        SimRuntime leecher = swarm.leecher();
        leecher.session().stages(stages);
        TorrentHandle download = leecher.add(swarm.torrent);
        swarm.awaitComplete(Duration.ofMinutes(5), List.of(download));
        assertThat(Duration.ofNanos(swarm.simulation.nowNanos() - start))
                .as("the rate limit counts")
                .isGreaterThan(Duration.ofSeconds(3));
        swarm.stop();
    }
}
