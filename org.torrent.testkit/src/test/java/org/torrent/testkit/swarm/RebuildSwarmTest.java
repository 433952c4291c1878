package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A torrent whose loop hangs lives again on another one. */
class RebuildSwarmTest {
    private static final TestTorrent TORRENT = TestTorrent.singleFile(7, 3_000_001, 64 * 1024);
    private static final Duration HANG = Duration.ofMinutes(3);

    private static void hang(SimRuntime runtime) {
        runtime.process().stall("torrent-loop-1", HANG);
        runtime.process().stall("torrent-loop-2", HANG);
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rebuild_whenTheLoopHangsInMidDownload_shouldFinishOnAnotherOne(long seed) throws Exception {
        Swarm swarm = new Swarm(seed, TORRENT);
        swarm.scripted(() -> new SeedPeer(TORRENT, "honest"));
        SimRuntime leecher = swarm.leecher();
        TorrentHandle download = leecher.add(TORRENT);
        swarm.simulation.runUntil(
                "it is half there",
                Duration.ofMinutes(5),
                () -> download.snapshot().piecesDone() > 10);
        hang(leecher);
        leecher.await("it is rebuilt", leecher.session().rebuild(download.id(), "its loop hangs"));
        swarm.awaitComplete(Duration.ofMinutes(2), download); // less than the hang

        swarm.simulation.runFor(HANG); // the old loop comes back, and finds nothing it may touch
        assertThat(download.snapshot().state()).isEqualTo(TorrentState.SEEDING);
        assertThat(leecher.alerts("torrent_finished")).hasSize(1);
        swarm.stop();
    }

    @Test
    void rebuild_whenPaused_shouldStayPaused() {
        Swarm swarm = new Swarm(1, TORRENT);
        SimRuntime seeder = swarm.seeder();
        TorrentHandle handle = seeder.add(TORRENT);
        seeder.await("it pauses", handle.pause());
        hang(seeder);
        seeder.await("it is rebuilt", seeder.session().rebuild(handle.id(), "its loop hangs"));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        seeder.await("it runs", handle.resume());
        swarm.awaitComplete(Duration.ofMinutes(1), handle);
        swarm.simulation.runFor(HANG);
        swarm.stop();
    }

    @Test
    void rebuild_whenCommandsWaitForTheLoopThatHangs_shouldObeyThemInTheNewLife() {
        Swarm swarm = new Swarm(1, TORRENT);
        SimRuntime seeder = swarm.seeder();
        TorrentHandle handle = seeder.add(TORRENT);
        swarm.awaitComplete(Duration.ofMinutes(1), handle);
        hang(seeder);
        CompletionStage<Void> paused = handle.pause();
        seeder.await("it is rebuilt", seeder.session().rebuild(handle.id(), "its loop hangs"));
        seeder.await("it pauses", paused);
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);

        hang(seeder);
        seeder.process().stall("torrent-loop-3", HANG);
        CompletionStage<Void> removed = handle.remove(false);
        seeder.await("it is rebuilt", seeder.session().rebuild(handle.id(), "its loop hangs"));
        seeder.await("it is removed", removed);
        assertThat(seeder.session().torrents()).isEmpty();

        swarm.simulation.runFor(HANG); // the old loops come back: each command was obeyed once
        assertThat(seeder.alerts("torrent_removed")).hasSize(1);
        TorrentHandle again = seeder.add(TORRENT);
        swarm.awaitComplete(Duration.ofMinutes(1), again);
        swarm.stop();
    }

    @Test
    void pause_whenComplete_shouldStillShowWhatIsDurable() {
        Swarm swarm = new Swarm(1, TORRENT);
        SimRuntime seeder = swarm.seeder();
        TorrentHandle handle = seeder.add(TORRENT);
        swarm.awaitComplete(Duration.ofMinutes(1), handle);
        swarm.simulation.runFor(Duration.ofSeconds(5));
        int durable = handle.snapshot().piecesDurable();
        assertThat(durable).isPositive();
        seeder.await("it pauses", handle.pause());
        assertThat(handle.snapshot().piecesDurable()).isEqualTo(durable);
        swarm.stop();
    }

    @Test
    void rebuild_whenARemovalHasBegun_shouldNotLiveAgain() {
        Swarm swarm = new Swarm(1, TORRENT);
        SimRuntime seeder = swarm.seeder();
        TorrentHandle handle = seeder.add(TORRENT);
        swarm.awaitComplete(Duration.ofMinutes(1), handle);
        seeder.process().stall("torrent-disk-write", HANG);
        CompletionStage<Void> removed = handle.remove(false);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        int runs = seeder.alerts("torrent_resumed").size();
        seeder.await("it is rebuilt", seeder.session().rebuild(handle.id(), "its loop hangs"));
        seeder.await("it is removed", removed);
        swarm.simulation.runFor(HANG);
        assertThat(seeder.alerts("torrent_resumed")).hasSize(runs);
        assertThat(seeder.alerts("torrent_removed")).hasSize(1);
        assertThat(seeder.session().torrents()).isEmpty();
        swarm.stop();
    }
}
