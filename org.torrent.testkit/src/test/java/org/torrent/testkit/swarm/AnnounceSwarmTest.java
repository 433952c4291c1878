package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What a tracker is told of us, and when (BEP 3, 21). */
class AnnounceSwarmTest {
    private static final int PIECE_BYTES = 64 * 1024;

    private static List<String> heard(Swarm swarm, SimRuntime from) {
        String address = from.endpoint().getAddress().getHostAddress() + ":" + SimRuntime.PORT + " ";
        return swarm.tracker.heard().stream()
                .filter(line -> line.startsWith(address))
                .map(line -> line.substring(address.length()))
                .distinct() // regular ones may come several times
                .toList();
    }

    @Test
    void seed_whenAllIsThere_shouldAnnounceAfterTheCheckAndNeverSayCompleted() {
        Swarm swarm = new Swarm(1, TestTorrent.singleFile(1, 3_000_001, PIECE_BYTES));
        SimRuntime seeder = swarm.seeder();
        TorrentHandle torrent = seeder.add(swarm.torrent);
        swarm.awaitComplete(Duration.ofMinutes(1), torrent);
        swarm.simulation.runFor(Duration.ofMinutes(2));
        seeder.stop();
        assertThat(heard(swarm, seeder)).containsExactly("started left=0", "none left=0", "stopped left=0");
        assertThat(swarm.tracker.heard()).noneMatch(line -> line.contains(":0 "));
    }

    @Test
    void download_whenItFinishesWhileRunning_shouldSayCompletedOnce() {
        Swarm swarm = new Swarm(2, TestTorrent.singleFile(2, 3_000_001, PIECE_BYTES));
        swarm.seeder().add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        swarm.awaitComplete(Duration.ofMinutes(10), leecher.add(swarm.torrent));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(heard(swarm, leecher)).contains("started left=3000001", "completed left=0");
        swarm.stop();
        assertThat(swarm.tracker.completed()).isEqualTo(1);
        assertThat(heard(swarm, leecher)).endsWith("stopped left=0");
    }

    @Test
    void download_whenOnlySomeFilesAreWanted_shouldTellWhatIsMissingOfTheWholeAndBeAPartialSeed() {
        Swarm swarm = new Swarm(3, TestTorrent.files(3, PIECE_BYTES, 4 * PIECE_BYTES, 6 * PIECE_BYTES));
        swarm.seeder().add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = leecher.addFiles(swarm.torrent, List.of(0));
        swarm.simulation.runUntil(
                "the file is there",
                Duration.ofMinutes(10),
                () -> download.snapshot().state() == TorrentState.SEEDING);
        swarm.simulation.runFor(Duration.ofMinutes(2));
        assertThat(heard(swarm, leecher)).contains("started left=655360", "paused left=393216");
        assertThat(swarm.tracker.completed()).isZero();
        leecher.stop();
        assertThat(heard(swarm, leecher)).endsWith("stopped left=393216");
    }
}
