package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What a session makes of files that others changed, put in its way, or protect. */
class FilesSwarmTest {
    private final Swarm swarm = new Swarm(7, TestTorrent.files(7, 64 * 1024, 300_000, 400_000));
    private final SimRuntime leecher = swarm.leecher();

    private TorrentHandle handle() {
        return leecher.session().torrents().get(0);
    }

    private void download() {
        swarm.seeder().add(swarm.torrent);
        swarm.awaitComplete(Duration.ofMinutes(2), leecher.add(swarm.torrent));
    }

    private void await(TorrentState state) {
        swarm.simulation.runUntil(
                state.toString(),
                Duration.ofMinutes(1),
                () -> handle().snapshot().state() == state);
    }

    private Path path(int file) {
        return leecher.path(swarm.torrent.files().get(file));
    }

    private void overwrite(Path path, long position, int count) throws IOException {
        try (OpenFile file = leecher.disk().open(path, true)) {
            file.write(new ByteBuffer[] {ByteBuffer.allocate(count)}, 0, 1, position);
        }
    }

    @Test
    void restart_whenAFileWasChangedInPlace_shouldFetchThatPieceAgain() throws Exception {
        download();
        leecher.stop();
        overwrite(path(1), 200_000, 50);
        leecher.start().resume();
        swarm.awaitComplete(Duration.ofMinutes(2), handle());

        assertThat(leecher.alerts("torrent_checked").get(1).message()).contains("10 of 11");
        swarm.stop();
    }

    @Test
    void start_whenEverythingIsThereAndReadOnly_shouldSeed() {
        download();
        leecher.stop();
        leecher.disk().readOnly(true);
        leecher.start().resume();
        await(TorrentState.SEEDING);

        assertThat(handle().snapshot().reason()).isEmpty();
        swarm.stop();
    }

    @Test
    void start_whenSomethingIsMissingAndReadOnly_shouldSayWhatToDoBeforeAnyPeerIsThere() throws Exception {
        leecher.disk().put(path(0), new byte[300_000]);
        leecher.disk().readOnly(true);
        leecher.add(swarm.torrent);
        await(TorrentState.ERROR);

        assertThat(handle().snapshot().reason()).contains("cannot write to").contains("choose another directory");
        swarm.stop();
    }

    @Test
    void start_whenACompleteFileIsLonger_shouldWarnAndSeed() throws Exception {
        download();
        leecher.stop();
        overwrite(path(1), 400_000, 50);
        leecher.start().resume();
        await(TorrentState.SEEDING);

        assertThat(leecher.alerts("file_warning")).singleElement().satisfies(alert -> assertThat(alert.message())
                .contains(path(1).toString())
                .contains("50 bytes longer"));
        swarm.stop();
    }

    @Test
    void download_whenALongerFileIsInTheWay_shouldCutIt() {
        leecher.disk().put(path(1), new byte[500_000]);
        download();

        assertThat(leecher.disk().content(path(1))).hasSize(400_000);
        assertThat(leecher.alerts("file_warning")).isEmpty();
        swarm.stop();
    }
}
