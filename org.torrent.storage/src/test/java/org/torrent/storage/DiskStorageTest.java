package org.torrent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.testing.Bench;
import org.torrent.testkit.ports.disk.DiskCall;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

class DiskStorageTest extends StoredTorrent {
    @Test
    void write_whenAllBlocksCame_shouldVerifyAndStoreThem() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);

        assertThat(heard.believed().cardinality()).isEqualTo(torrent.layout().pieceCount());
        assertThat(bench.pool.lentBytes()).isZero();
        assertThat(storage.queuedBytes()).isZero();
        for (var file : torrent.files()) {
            if (file.onDisk()) {
                assertThat(disk.content(TestTorrent.path(Bench.DIRECTORY, file)))
                        .as(file.path().toString())
                        .hasSize((int) file.length());
            }
        }
        assertThat(disk.content(Bench.DIRECTORY.resolve("t/.pad"))).isNull();
    }

    @Test
    void read_whenSpansCrossFilesAndPadding_shouldGiveTheTorrentsBytes() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);

        for (int i = 0; i < torrent.layout().pieceCount(); i++) {
            assertThat(bench.readPiece(storage, torrent, i)).isEqualTo(torrent.piece(i));
        }
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void read_whenTheDiskDriverThrowsAnError_shouldAnswerAllTheSame() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);
        disk.faults(call -> {
            if (call.operation() == DiskCall.Operation.READ) {
                throw new OutOfMemoryError("planned");
            }
            return null;
        });
        BlockRequest span = torrent.layout().block(0, 0);
        List<StorageException> answers = new ArrayList<>();
        storage.read(span, bench.pool.tryAcquire(span.length()), (asked, block, error) -> {
            answers.add(error);
            block.release();
        });
        bench.loops.runReady();

        assertThat(answers).singleElement().satisfies(error -> assertThat(error)
                .hasMessageContaining("no memory for reading"));
        assertThat(bench.pool.lentBytes()).isZero();
        bench.get(storage.close());
    }

    @Test
    void check_whenThereIsNoMemoryForAWhile_shouldFindAllThatIsThere() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);
        AtomicInteger left = new AtomicInteger(20);
        disk.faults(call -> {
            if (call.operation() == DiskCall.Operation.READ && left.getAndDecrement() > 0) {
                throw new OutOfMemoryError("planned");
            }
            return null;
        });
        storage.check(true);
        bench.loops.runReady();
        assertThat(left.get()).isNegative();
        assertThat(heard.checked().cardinality()).isEqualTo(torrent.layout().pieceCount());
        bench.get(storage.close());
    }

    @Test
    void check_whenTheDiskDriverThrowsAnErrorAsItBegins_shouldSayThatItFailed() throws Exception {
        TorrentStorage storage = bench.open(torrent, heard);
        bench.loops.runReady();
        disk.faults(call -> {
            throw new OutOfMemoryError("planned");
        });
        storage.check(false);
        bench.loops.runReady();

        assertThat(heard.errors()).singleElement().satisfies(error -> assertThat(error)
                .hasMessageContaining("no memory for planning a check"));
        disk.faults(call -> null);
        storage.check(false);
        bench.loops.runReady();
        assertThat(heard.errors()).hasSize(1);
        bench.get(storage.close());
    }

    @Test
    void write_whenBlocksComeOutOfOrder_shouldVerify() throws Exception {
        TestTorrent large = TestTorrent.of(new TorrentBuilder(3, 512 * KIB).file(1_000_000, "large"));
        TorrentStorage storage = bench.opened(large, heard);
        for (int i = large.layout().pieceCount() - 1; i >= 0; i--) {
            for (int k = large.layout().blockCount(i) - 1; k >= 0; k--) {
                bench.write(storage, large, i, k);
                if (k % 3 == 0) {
                    bench.loops.runReady();
                }
            }
        }
        bench.loops.runReady();

        assertThat(heard.believed().cardinality()).isEqualTo(2);
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void write_whenABlockIsWrong_shouldFailThePieceAndTakeItAgain() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        storage.write(torrent.layout().block(0, 0), bench.pool.of(new byte[16 * KIB]));
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        assertThat(heard.failed()).containsExactly(0);
        assertThat(heard.believed().isEmpty()).isTrue();

        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        assertThat(heard.believed().get(0)).isTrue();
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void write_whenThePieceIsVerified_shouldReleaseAndIgnoreIt() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 1);
        bench.loops.runReady();
        storage.write(torrent.layout().block(1, 2), bench.pool.of(new byte[16 * KIB]));

        assertThat(bench.readPiece(storage, torrent, 1)).isEqualTo(torrent.piece(1));
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void write_whenTheSpanIsNoBlock_shouldRefuseIt() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        var block = bench.pool.of(new byte[100]);

        assertThatThrownBy(() -> storage.write(new BlockRequest(0, 1, 100), block))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prepare_whenSomethingIsMissingAndTheTargetIsReadOnly_shouldSayWhereAndWhatToDo() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 0);
        bench.get(storage.close());
        disk.readOnly(true);
        RecordingListener again = new RecordingListener();
        TorrentStorage opened = bench.opened(torrent, again);
        assertThat(again.errors()).as("what is there was looked at first").isEmpty();
        assertThat(again.believed().get(0)).isTrue();
        opened.prepare(Bitfield.full(torrent.layout().pieceCount()));
        bench.loops.runReady();

        assertThat(again.errors()).singleElement().satisfies(error -> assertThat(error)
                .hasMessageContaining("/data/downloads")
                .hasMessageContaining("choose another directory"));
        assertThat(again.errors().get(0).recoverable()).isFalse();
    }

    @Test
    void check_whenACompleteFileIsLonger_shouldWarnAndLeaveIt() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);
        bench.get(storage.close());
        assertThat(heard.warnings()).isEmpty();
        FileEntry first = torrent.metainfo().files().get(0);
        Path file = TestTorrent.path(Bench.DIRECTORY, first);
        try (OpenFile open = disk.open(file, true)) {
            open.write(new ByteBuffer[] {ByteBuffer.wrap(new byte[7])}, 0, 1, first.length());
        }
        RecordingListener again = new RecordingListener();
        bench.opened(torrent, again);

        assertThat(again.believed().cardinality()).isEqualTo(torrent.layout().pieceCount());
        assertThat(again.warnings())
                .singleElement()
                .asString()
                .contains(file.toString())
                .contains("7 bytes longer");
        assertThat(disk.content(file)).hasSize((int) first.length() + 7);
    }

    @Test
    void write_whenMoreIsUnforcedThanTheBound_shouldWaitForTheCommitAndGoOn() throws Exception {
        TestTorrent large = TestTorrent.of(new TorrentBuilder(3, 64 * KIB).file(5_000_000, "large"));
        TorrentStorage storage = bench.opened(large, heard);
        bench.writeAll(storage, large);
        bench.get(storage.flush());

        assertThat(heard.durable().cardinality()).isEqualTo(large.layout().pieceCount());
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void queuedBytes_whenTheyFallBelowTheBound_shouldTellOnce() throws Exception {
        TestTorrent large = TestTorrent.of(new TorrentBuilder(3, 64 * KIB).file(1_000_000, "large"));
        TorrentStorage storage = bench.opened(large, heard);
        for (int i = 0; i < 8; i++) {
            bench.writePiece(storage, large, i);
        }
        assertThat(storage.queuedBytes()).isEqualTo(8 * 64 * KIB);
        bench.loops.runReady();

        assertThat(heard.drained()).isEqualTo(1);
        assertThat(storage.queuedBytes()).isZero();
    }
}
