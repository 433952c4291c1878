package org.torrent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.model.Bitfield;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.file.Faults;
import org.torrent.storage.file.NioFileSystem;
import org.torrent.storage.testing.Bench;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

/** What only the machine's own file system can show. */
class RealFilesTest {
    private final RecordingListener heard = new RecordingListener();
    private final TestTorrent torrent = TestTorrent.of(new TorrentBuilder(2, 32 * 1024)
            .file(50_000, "t", "sub", "a")
            .file(0, "t", "empty")
            .file(1, "t", "b"));

    @TempDir
    private Path temporary;

    private Bench bench;
    private Path downloads;

    @BeforeEach
    void start() throws Exception {
        downloads = temporary.toRealPath().resolve("downloads");
        bench = bench(1);
    }

    private Bench bench(long seed) {
        return new Bench(new NioFileSystem(), seed, Bench.limits(), downloads, temporary.resolve("state"));
    }

    @Test
    void download_shouldWriteFilesThatANewSessionBelieves() throws Exception {
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writeAll(storage, torrent);
        bench.get(bench.storage.close());
        assertThat(downloads.resolve("t/sub/a")).hasSize(50_000);
        assertThat(downloads.resolve("t/b")).hasSize(1);
        assertThat(downloads.resolve("t/empty")).isEmptyFile();

        RecordingListener next = new RecordingListener();
        TorrentStorage again = bench(2).opened(torrent, next);
        assertThat(again).isNotNull();
        assertThat(next.durable().cardinality()).isEqualTo(torrent.layout().pieceCount());
    }

    @Test
    void download_whenANameIsNotAscii_shouldUseIt() throws Exception {
        assumeTrue(isUnicodePossible(), "needs a UTF-8 locale");
        TestTorrent named = TestTorrent.of(new TorrentBuilder(2, 32 * 1024).file(20_000, "Größe 日本語.bin"));
        bench.writeAll(bench.opened(named, heard), named);

        assertThat(downloads.resolve("Größe 日本語.bin")).hasSize(20_000);
    }

    private static boolean isUnicodePossible() {
        try {
            return Path.of("ö日") != null;
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    @Test
    void write_whenALinkLeadsOutOfTheTorrent_shouldFailAndTouchNothing() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.createDirectories(downloads.resolve("t"));
        Files.createSymbolicLink(downloads.resolve("t/sub"), outside);
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();

        assertThat(heard.errors()).isNotEmpty();
        assertThat(heard.errors().get(0))
                .hasMessageContaining("symbolic link out of")
                .hasMessageContaining("replace");
        assertThat(outside).isEmptyDirectory();
        assertThat(bench.pool.lentBytes()).isZero();
    }

    @Test
    void prepare_whenALinkLeadsOutOfTheTorrent_shouldNameTheLinkBeforeAnythingIsWritten() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.write(outside.resolve("a"), new byte[50_000]);
        Files.createDirectories(downloads.resolve("t"));
        Files.createSymbolicLink(downloads.resolve("t/sub"), outside);
        bench.opened(torrent, heard).prepare(Bitfield.full(torrent.layout().pieceCount()));
        bench.loops.runReady();

        assertThat(heard.errors()).singleElement().satisfies(error -> assertThat(error)
                .hasMessageContaining(downloads.resolve("t/sub").toString())
                .hasMessageContaining("symbolic link out of")
                .hasMessageContaining("replace"));
        assertThat(outside.resolve("a")).hasBinaryContent(new byte[50_000]);
    }

    @Test
    void prepare_whenNothingIsThere_shouldCreateNothingAndSayNothing() throws Exception {
        bench.opened(torrent, heard).prepare(Bitfield.full(torrent.layout().pieceCount()));
        bench.loops.runReady();

        assertThat(heard.errors()).isEmpty();
        assertThat(downloads.resolve("t/sub")).doesNotExist();
    }

    @Test
    void write_whenTheFileItselfIsALinkOut_shouldFailAndTouchNothing() throws Exception {
        Path victim = Files.writeString(temporary.resolve("victim"), "precious");
        Files.createDirectories(downloads.resolve("t/sub"));
        Files.createSymbolicLink(downloads.resolve("t/sub/a"), victim);
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        bench.get(bench.storage.close());

        assertThat(heard.errors()).isNotEmpty();
        assertThat(victim).hasContent("precious");
    }

    @Test
    void write_whenALinkStaysInside_shouldFollowIt() throws Exception {
        Files.createDirectories(downloads.resolve("t/elsewhere"));
        Files.createSymbolicLink(downloads.resolve("t/sub"), Path.of("elsewhere"));
        bench.writeAll(bench.opened(torrent, heard), torrent);

        assertThat(heard.errors()).isEmpty();
        assertThat(downloads.resolve("t/elsewhere/a")).hasSize(50_000);
    }

    @Test
    void delete_whenALinkLeadsOut_shouldLeaveItsTargetAlone() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("a"), "precious");
        Files.createDirectories(downloads.resolve("t"));
        Files.createSymbolicLink(downloads.resolve("t/sub"), outside);
        TorrentStorage storage = bench.opened(torrent, heard);

        assertThatThrownBy(() -> bench.get(storage.delete())).isInstanceOf(StorageException.class);
        assertThat(outside.resolve("a")).hasContent("precious");
    }

    @Test
    void open_whenTheDirectoryIsAFile_shouldSaySo() throws Exception {
        Files.writeString(downloads, "in the way");

        assertThatThrownBy(() -> bench.open(torrent, heard))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(downloads.toString())
                .hasMessageContaining("not a directory")
                .hasMessageContaining("choose another directory");
    }

    @Test
    void of_whenPermissionIsDenied_shouldSaySo() {
        // Made by hand: root, as whom the tests may run, is denied nothing.
        assertThat(Faults.of("write to", downloads, new AccessDeniedException(downloads.toString())))
                .hasMessageContaining(downloads.toString())
                .hasMessageContaining("permission denied")
                .hasMessageContaining("choose another directory");
    }

    @Test
    void open_whenAnotherSessionHasTheStateDirectory_shouldSaySo() throws Exception {
        bench.opened(torrent, heard);

        assertThatThrownBy(() -> bench(2).open(torrent, new RecordingListener()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("state")
                .hasMessageContaining("uses it already");
    }

    @Test
    void write_whenAFileIsWhereADirectoryIsNeeded_shouldSaySo() throws Exception {
        Files.createDirectories(downloads.resolve("t"));
        Files.writeString(downloads.resolve("t/sub"), "in the way");
        TorrentStorage storage = bench.opened(torrent, heard);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();

        assertThat(heard.errors().get(0))
                .hasMessageContaining("not a directory")
                .hasMessageContaining("move it away");
    }
}
