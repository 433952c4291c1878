package org.torrent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.testing.Bench;
import org.torrent.testkit.ports.disk.DiskCall;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

/** How a torrent's files are opened, forced, closed and removed. */
class DiskStorageEndsTest extends StoredTorrent {
    @Test
    void open_whenThereIsNoMemoryForTheJournal_shouldOpenTheNextTime() throws Exception {
        SimDisk its = new SimDisk(3);
        Bench now = new Bench(its, 4);
        its.faults(call -> {
            if (call.path().endsWith("journal.new")) {
                throw new OutOfMemoryError("planned");
            }
            return null;
        });
        assertThatThrownBy(() -> now.open(torrent, new RecordingListener()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no memory for opening");
        its.faults(call -> null);
        TorrentStorage storage = now.opened(torrent, new RecordingListener());
        now.writeAll(storage, torrent);
        now.get(storage.close());
    }

    @Test
    void close_whenTheLastForceFailed_shouldNotOpenTheFilesAgain() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        disk.faults(call ->
                call.operation() == DiskCall.Operation.FORCE && call.path().startsWith(Bench.DIRECTORY)
                        ? DiskFault.ACCESS_DENIED
                        : null);
        assertThatThrownBy(() -> bench.get(storage.close())).hasMessageContaining("permission denied");
        disk.faults(call -> null);
        bench.advance(3_000_000_000L); // longer than what is not forced waits

        assertThat(disk.openFiles()).as("the journal").isEqualTo(1);
        bench.get(bench.storage.close());
        assertThat(disk.openFiles()).isZero();
    }

    @Test
    void configure_whenFewerFilesMayBeOpen_shouldCloseThemWithTheNextAndKeepTheTorrent() throws Exception {
        TorrentBuilder many = new TorrentBuilder(9, 16 * KIB);
        for (int i = 0; i < 8; i++) {
            many.file(16 * KIB, "m", "f" + i);
        }
        TestTorrent files = TestTorrent.of(many);
        TorrentStorage storage = bench.opened(files, heard);
        bench.writeAll(storage, files);
        bench.advance(3_000_000_000L);
        assertThat(disk.openFiles()).isGreaterThan(5);
        bench.storage.configure(Bench.limits().withOpenFiles(2));
        for (int i = 0; i < 8; i++) {
            assertThat(bench.readPiece(storage, files, i)).isEqualTo(files.piece(i));
        }
        assertThat(disk.openFiles()).as("two, and the journal").isEqualTo(3);
    }

    @Test
    void open_whenItIsOpenAlready_shouldFail() throws Exception {
        bench.opened(torrent, heard);

        assertThatThrownBy(() -> bench.open(torrent, new RecordingListener()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("open already");
    }

    @Test
    void open_whenNothingMayBeWrittenThere_shouldSayWhereAndWhatToDo() {
        disk.readOnly(true);

        assertThatThrownBy(() -> bench.open(torrent, heard))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("/data")
                .hasMessageContaining("permission denied; choose another directory");
    }

    @Test
    void open_whenTheContentIsThereAndReadOnly_shouldStillSeed() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);
        bench.get(storage.close());
        disk.readOnly(true);
        TorrentStorage again = bench.opened(torrent, heard);

        assertThat(bench.readPiece(again, torrent, 0)).isEqualTo(torrent.piece(0));
    }

    @Test
    void open_shouldCreateNothing() throws Exception {
        bench.open(torrent, heard);

        assertThat(disk.kind(Path.of("/data/downloads"))).hasToString("MISSING");
    }

    @Test
    void close_whenBlocksAreQueued_shouldWriteThemAndEndEverything() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        for (int i = 0; i < torrent.layout().pieceCount(); i++) {
            bench.writePiece(storage, torrent, i);
        }
        bench.write(storage, torrent, 0, 0);
        bench.get(storage.close());

        assertThat(heard.durable().cardinality()).isEqualTo(torrent.layout().pieceCount());
        assertThat(bench.pool.lentBytes()).isZero();
        bench.get(bench.storage.close());
        assertThat(disk.openFiles()).isZero();
    }

    @Test
    void close_whenItIsOver_shouldReleaseBlocksAndAnswerReads() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.get(storage.close());
        bench.write(storage, torrent, 0, 0);

        assertThat(bench.readPiece(storage, torrent, 0)).isNull();
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void delete_shouldRemoveOwnFilesAndEmptyDirectoriesOnly() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);
        disk.open(Bench.DIRECTORY.resolve("t/foreign"), true).close();
        bench.get(storage.delete());

        assertThat(disk.list(Bench.DIRECTORY.resolve("t"))).containsExactly(Bench.DIRECTORY.resolve("t/foreign"));
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void flush_whenBlocksAreStillQueued_shouldMakeTheirPiecesDurable() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 0);
        bench.get(storage.flush());

        assertThat(heard.durable().get(0)).isTrue();
    }

    @Test
    void open_whenTheJournalMayNotBeRead_shouldTellOnceAndGoOnWhenItMay() throws Exception {
        Path journal = Bench.STATE.resolve("journal");
        disk.directory(Bench.STATE);
        disk.put(journal, new byte[0]);
        boolean[] denied = {true};
        FileSystemPort files = (FileSystemPort) Proxy.newProxyInstance(
                FileSystemPort.class.getClassLoader(), new Class<?>[] {FileSystemPort.class}, (proxy, method, args) -> {
                    if (denied[0] && method.getName().equals("open") && args[0].equals(journal)) {
                        throw new AccessDeniedException(journal.toString());
                    }
                    try {
                        return method.invoke(disk, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Bench bench = new Bench(files, 1, Bench.limits(), Bench.DIRECTORY, Bench.STATE);
        List<StorageException> told = new ArrayList<>();
        bench.storage.onDamage(told::add);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bench.open(torrent, heard))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            e -> assertThat(e.recoverable()).as("asked again").isTrue())
                    .hasMessageContainingAll(journal.toString(), "permission denied", "make it readable");
            bench.advance(1_000_000_000L);
        }
        assertThat(told).hasSize(1);
        bench.get(bench.storage.state().save("name", new byte[] {1}));
        denied[0] = false;

        assertThat(bench.open(torrent, heard)).isNotNull();
    }
}
