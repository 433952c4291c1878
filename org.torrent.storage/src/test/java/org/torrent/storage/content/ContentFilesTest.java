package org.torrent.storage.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Directories;
import org.torrent.storage.file.FileCache;
import org.torrent.storage.testing.Bench;
import org.torrent.storage.use.FileUse;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

/** How a torrent takes its files. */
class ContentFilesTest {
    private final SimDisk disk = new SimDisk(1).directory(Bench.DIRECTORY);
    private final List<Collection<Path>> taken = new ArrayList<>();
    private ContentFiles files;

    @Test
    void write_whenFilesWereGivenUpWhileTheyWerePrepared_shouldTakeThemAgain() throws Exception {
        TestTorrent torrent = TestTorrent.of(new TorrentBuilder(1, 32 * 1024).file(40_000, "a"));
        ContentRoot root = ContentRoot.open(disk, new Directories(disk), Bench.DIRECTORY);
        files = new ContentFiles(disk, new FileCache(8), root, torrent.content().files(), new GivenUpMeanwhile());
        BitSet first = new BitSet();
        first.set(0);
        files.prepare(first);
        assertThat(taken).hasSize(1);
        files.write(0, new ByteBuffer[] {ByteBuffer.allocate(10)});

        assertThat(taken).hasSize(2);
    }

    /** The writer settles after the board was told and before the files count as taken. */
    private final class GivenUpMeanwhile implements FileUse {
        @Override
        public void write(Collection<Path> paths) throws StorageException {
            taken.add(paths);
            if (taken.size() == 1) {
                files.settle();
            }
        }

        @Override
        public void rely(Collection<Path> paths) {}

        @Override
        public void remove(Path path) {}

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }
}
