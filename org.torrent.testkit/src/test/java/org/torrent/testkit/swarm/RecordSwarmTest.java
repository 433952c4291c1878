package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.CreateTorrent;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.spi.storage.Storage;
import org.torrent.testkit.ports.disk.DiskCall.Operation;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Records of torrents that the disk does not let go. */
class RecordSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(1, 300_000, 64 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);

    private void fails(SimRuntime runtime, CompletionStage<?> stage, String... said) {
        runtime.await("it fails", stage);
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .hasCauseInstanceOf(TorrentException.class)
                .hasMessageContainingAll(said);
    }

    private static void refuseStates(SimRuntime runtime) {
        runtime.disk()
                .faults(call -> call.needsRoom()
                                && call.path()
                                        .startsWith(runtime.stateDirectory().resolve("states"))
                        ? DiskFault.NO_SPACE
                        : null);
    }

    @Test
    void add_whenTheRecordCannotBeSaved_shouldSayThatARestartWillNotKnowIt() {
        SimRuntime leecher = swarm.leecher();
        refuseStates(leecher);
        AddTorrent parameters =
                AddTorrent.of(torrent.metainfo(), SimRuntime.DOWNLOADS).build();
        for (int i = 0; i < 2; i++) { // also of one that is here and not saved yet
            fails(
                    leecher,
                    leecher.session().add(parameters),
                    "it is here, but a restart before this is mended will not know it",
                    "states",
                    "No space left on device; free some space");
        }
        assertThat(leecher.session().torrents()).hasSize(1);
        assertThat(leecher.session().snapshot().troubles())
                .singleElement()
                .asString()
                .contains("a restart will not know " + torrent.metainfo().id() + " as it is now", "No space left");

        leecher.disk().faults(call -> null);
        swarm.simulation.runFor(Duration.ofSeconds(11));
        assertThat(leecher.session().snapshot().troubles()).isEmpty();
        leecher.await("added again", leecher.session().add(parameters));
        leecher.kill();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).hasSize(1);
        swarm.stop();
    }

    @Test
    void add_whenTwoComeAtOnceAndTheFirstFails_shouldNotTellTheSecondThatItIsKept() {
        SimRuntime leecher = swarm.leecher();
        refuseStates(leecher);
        AddTorrent parameters =
                AddTorrent.of(torrent.metainfo(), SimRuntime.DOWNLOADS).build();
        CompletionStage<TorrentHandle> first = leecher.session().add(parameters);
        CompletionStage<TorrentHandle> second = leecher.session().add(parameters);
        fails(leecher, first, "it is here, but a restart before this is mended will not know it");
        fails(leecher, second, "it is here, but a restart before this is mended will not know it");

        leecher.disk().faults(call -> null);
        CompletionStage<TorrentHandle> third = leecher.session().add(parameters);
        CompletionStage<TorrentHandle> fourth = leecher.session().add(parameters);
        leecher.await("added again", third);
        leecher.await("and again", fourth);
        leecher.kill();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).hasSize(1);
        swarm.stop();
    }

    @Test
    void pauseAndResume_whenTheRecordCannotBeSaved_shouldSayWhatARestartFinds() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle handle = leecher.add(torrent);
        refuseStates(leecher);
        fails(leecher, handle.pause(), "it is paused, but a restart before this is mended will not know it", "states");
        assertThat(handle.snapshot().state()).isEqualTo(TorrentState.PAUSED);
        fails(leecher, handle.resume(), "it goes on, but a restart before this is mended will not know it", "states");
        assertThat(handle.snapshot().state()).isNotEqualTo(TorrentState.PAUSED);
        leecher.disk().faults(call -> null);
        leecher.await("paused", handle.pause());
        leecher.kill();
        leecher.start().resume();
        assertThat(leecher.session().torrents())
                .singleElement()
                .satisfies(back -> assertThat(back.snapshot().state()).isEqualTo(TorrentState.PAUSED));
        swarm.stop();
    }

    @Test
    void remove_whenTheRecordWasNeverSaved_shouldEndTheTrouble() {
        SimRuntime leecher = swarm.leecher();
        refuseStates(leecher);
        TorrentHandle handle = leecher.addUnsaved(torrent);
        leecher.await("removed", handle.remove(false));
        swarm.simulation.runFor(Duration.ofSeconds(11));
        assertThat(leecher.session().snapshot().troubles()).isEmpty();
        swarm.stop();
    }

    @Test
    void remove_whenTheRecordCanBeRemovedLater_shouldNotComeBack() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle handle = leecher.add(torrent);
        leecher.disk().faults(call -> call.operation() == Operation.DELETE ? DiskFault.IO_ERROR : null);
        fails(leecher, handle.remove(false), "a restart before this is mended will run it again");
        leecher.disk().faults(call -> null);
        swarm.simulation.runFor(Duration.ofSeconds(11));
        assertThat(leecher.session().snapshot().troubles()).isEmpty();
        leecher.kill();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).isEmpty();
        swarm.stop();
    }

    @Test
    void add_whenThereIsNoStorage_shouldSaySoAndBeKeptOnceThereIsOne() {
        SimRuntime leecher = swarm.leecher();
        Storage storage = leecher.storage();
        leecher.session().removeStorage(storage);
        fails(
                leecher,
                leecher.session()
                        .add(AddTorrent.of(torrent.metainfo(), SimRuntime.DOWNLOADS)
                                .build()),
                "will not know it: there is no storage");
        leecher.session().addStorage(storage);
        swarm.simulation.runFor(Duration.ofSeconds(11));
        leecher.kill();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).hasSize(1);
        swarm.stop();
    }

    @Test
    void add_whenTheStorageComesLater_shouldWaitForIt() {
        SimRuntime leecher = swarm.leecher();
        Storage storage = leecher.storage();
        leecher.session().removeStorage(storage);
        CompletionStage<?> added = leecher.session()
                .add(AddTorrent.of(torrent.metainfo(), SimRuntime.DOWNLOADS).build());
        CompletionStage<byte[]> made = leecher.session()
                .create(CreateTorrent.of(SimRuntime.DOWNLOADS.resolve("nothing"))
                        .build());
        swarm.simulation.runFor(Duration.ofSeconds(9));
        assertThat(added.toCompletableFuture()).isNotDone();
        assertThat(made.toCompletableFuture()).isNotDone();
        assertThat(leecher.session().torrents()).isEmpty();
        leecher.session().addStorage(storage);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(added.toCompletableFuture()).isCompleted();
        fails(leecher, made, "nothing");
        assertThat(leecher.session().snapshot().troubles()).isEmpty();
        leecher.kill();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).hasSize(1);
        swarm.stop();
    }

    @Test
    void create_whenThereIsNoStorage_shouldSayWhatIsMissing() {
        SimRuntime leecher = swarm.leecher();
        leecher.session().removeStorage(leecher.storage());
        fails(
                leecher,
                leecher.session().create(CreateTorrent.of(SimRuntime.DOWNLOADS).build()),
                "no storage: start the bundle org.torrent.storage");
        leecher.session().addStorage(leecher.storage());
        swarm.stop();
    }

    @Test
    void add_whenTheSessionEndsMeanwhile_shouldSaySo() {
        SimRuntime leecher = swarm.leecher();
        leecher.session().removeStorage(leecher.storage());
        CompletionStage<?> added = leecher.session()
                .add(AddTorrent.of(torrent.metainfo(), SimRuntime.DOWNLOADS).build());
        leecher.stop();
        fails(leecher, added, "the session is closed");
    }

    @Test
    void remove_whenTheRecordCannotBeRemoved_shouldTakeTheTorrentOutAndSayThatItComesBack() {
        SimRuntime leecher = swarm.leecher();
        TorrentHandle handle = leecher.add(torrent);
        swarm.simulation.runFor(Duration.ofSeconds(2));
        leecher.disk()
                .faults(call -> call.operation() == Operation.DELETE
                                && call.path()
                                        .startsWith(leecher.stateDirectory().resolve("states"))
                        ? DiskFault.IO_ERROR
                        : null);
        fails(
                leecher,
                handle.remove(false),
                "it is gone, but a restart before this is mended will run it again",
                "cannot remove");

        assertThat(leecher.session().torrents()).isEmpty();
        assertThat(leecher.session().snapshot().troubles()).hasSize(1);
        assertThat(leecher.alerts("session_error")).singleElement().satisfies(alert -> assertThat(alert.message())
                .contains("a restart will run " + handle.id() + " again", "cannot remove", "check the disk"));
        assertThat(leecher.alerts("torrent_removed")).hasSize(1);
        leecher.disk().faults(call -> null);
        leecher.stop();
        leecher.start().resume();
        assertThat(leecher.session().find(handle.id())).as("as was said").isPresent();
        leecher.await(
                "remove", leecher.session().find(handle.id()).orElseThrow().remove(false));
        leecher.stop();
        leecher.start().resume();
        assertThat(leecher.session().torrents()).isEmpty();
        swarm.stop();
    }
}
