package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A torrent that is there is added again, with more. */
class AddAgainSwarmTest {
    private static final Path DOWNLOADS = Path.of("/home/downloads");

    private final TestTorrent torrent = TestTorrent.singleFile(7, 300_001, 64 * 1024);
    private final Swarm swarm = new Swarm(7, torrent);

    private TorrentHandle addMagnet(SimRuntime runtime, boolean paused) {
        MagnetLink link = MagnetLink.of(torrent.metainfo().id());
        CompletionStage<TorrentHandle> added = runtime.session()
                .add(AddTorrent.of(link, DOWNLOADS).paused(paused).build());
        runtime.await("the magnet is added", added);
        return added.toCompletableFuture().join();
    }

    @Test
    void add_whenAMagnetWaitsForItsMetadata_shouldTakeItAndTheTrackersFromTheFile() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        TorrentHandle magnet = addMagnet(leecher, false);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(magnet.snapshot().state()).isEqualTo(TorrentState.METADATA);

        TorrentHandle file = leecher.add(torrent);

        assertThat(file).isSameAs(magnet);
        swarm.awaitComplete(Duration.ofMinutes(1), file);
        assertThat(leecher.alerts("metadata_received")).hasSize(1);
        swarm.stop();
    }

    @Test
    void add_whenAMagnetIsPaused_shouldTakeTheMetadataAndStayPausedAlsoOverARestart() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        addMagnet(leecher, true);
        TorrentHandle file = leecher.add(torrent);
        assertThat(file.metainfo()).isPresent();
        leecher.stop();
        leecher.start();
        leecher.resume();
        TorrentHandle resumed = leecher.session().torrents().get(0);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(resumed.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        leecher.await("it runs", resumed.resume());
        swarm.awaitComplete(Duration.ofMinutes(1), resumed);
        swarm.stop();
    }

    @Test
    void add_whenItNamesMoreTrackers_shouldAskThemAlsoAfterARestart() {
        swarm.seeder().add(torrent);
        SimRuntime leecher = swarm.leecher();
        CompletionStage<TorrentHandle> lonely = leecher.session()
                .add(AddTorrent.of(torrent.metainfo(), DOWNLOADS).build());
        leecher.await("it is added", lonely);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(lonely.toCompletableFuture().join().snapshot().piecesDone()).isZero();
        TorrentHandle again = leecher.add(torrent);
        leecher.stop();
        leecher.start();
        leecher.resume();
        assertThat(leecher.session().torrents().get(0).metainfo().orElseThrow().trackers())
                .isEqualTo(swarm.tracker.named(torrent).trackers());
        assertThat(again.snapshot().piecesDone()).isLessThan(torrent.layout().pieceCount());
        swarm.awaitComplete(Duration.ofMinutes(1), leecher.session().torrents());
        swarm.stop();
    }
}
