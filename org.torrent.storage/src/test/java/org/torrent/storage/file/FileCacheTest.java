package org.torrent.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.disk.FaultPlan;
import org.torrent.testkit.ports.disk.SimDisk;

class FileCacheTest {
    private final SimDisk disk = new SimDisk(1);
    private final FileCache cache = new FileCache(2);

    private Slot slot(String name) {
        return new Slot(Path.of("/" + name));
    }

    private void write(Slot slot) throws IOException {
        FileHandle handle = cache.acquire(slot, true);
        handle.writeFully(new ByteBuffer[] {ByteBuffer.wrap(new byte[10])}, 0);
        cache.release(slot, handle, true);
    }

    @Test
    void acquire_whenTheBoundIsReached_shouldCloseTheOldestCleanFile() throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            Slot slot = slot(name);
            cache.release(slot, cache.acquire(slot, true), false);
        }

        assertThat(cache.openFiles()).isEqualTo(2);
        assertThat(disk.openFiles()).isEqualTo(2);
    }

    @Test
    void acquire_whenAllFilesAreDirty_shouldForceTheOldest() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            write(slot(name));
        }
        disk.forceDirectory(Path.of("/"));

        assertThat(disk.platter(Path.of("/a"))).hasSize(10);
        assertThat(disk.platter(Path.of("/b"))).isEmpty();
        assertThat(cache.dirtyFiles()).isEqualTo(2);
    }

    @Test
    void force_whenForcingOnTheSpotHadFailed_shouldFail() throws IOException {
        Slot a = slot("a");
        write(a);
        write(slot("b"));
        FaultPlan faults = new FaultPlan();
        faults.failAt(disk.calls() + 1, DiskFault.IO_ERROR);
        disk.faults(faults);
        write(slot("c"));

        assertThatThrownBy(() -> cache.force(a)).hasMessage("Input/output error");
        cache.force(a);
    }

    @Test
    void acquire_whenItWasOpenForReading_shouldReopenForWriting() throws IOException {
        Slot a = slot("a");
        write(a);
        cache.force(a);
        cache.close(List.of(a));
        FileHandle reading = cache.acquire(a, false);
        write(a);
        assertThat(reading.readFully(ByteBuffer.allocate(10), 0)).isTrue();
        cache.release(a, reading, false);

        assertThat(disk.openFiles()).isEqualTo(1);
        cache.close(List.of(a));
        assertThat(disk.openFiles()).isZero();
    }

    private final class Slot extends FileSlot {
        private final Path path;

        Slot(Path path) {
            this.path = path;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        protected OpenFile open(boolean write) throws IOException {
            return disk.open(path, write);
        }
    }
}
