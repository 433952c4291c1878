package org.torrent.testkit.ports.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.testkit.ports.disk.DiskCall.Operation;

class SimDiskTest {
    private static final Path HOME = Path.of("/home");
    private static final Path FILE = HOME.resolve("file");

    private final SimDisk disk = disk(1);

    private static SimDisk disk(long seed) {
        return new SimDisk(seed).directory(HOME);
    }

    private static ByteBuffer[] bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return new ByteBuffer[] {buffer.flip()};
    }

    private static void write(SimDisk disk, Path path, long position, int... values) throws IOException {
        try (OpenFile file = disk.open(path, true)) {
            assertThat(file.write(bytes(values), 0, 1, position)).isEqualTo(values.length);
        }
    }

    private static void force(SimDisk disk, Path path) throws IOException {
        try (OpenFile file = disk.open(path, true)) {
            file.force();
        }
    }

    @Test
    void write_whenBehindTheEnd_shouldFillTheGapWithZeros() throws IOException {
        write(disk, FILE, 0, 1, 2);
        write(disk, FILE, 4, 5);
        assertThat(disk.content(FILE)).containsExactly(1, 2, 0, 0, 5);
        assertThat(disk.size(FILE)).isEqualTo(5);
        try (OpenFile file = disk.open(FILE, false)) {
            ByteBuffer into = ByteBuffer.allocate(10);
            assertThat(file.read(into, 3)).isEqualTo(2);
            assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 5}));
            assertThat(file.read(into, 5)).isEqualTo(-1);
            assertThatThrownBy(() -> file.write(bytes(1), 0, 1, 0)).isInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void cutPower_whenNothingWasForced_shouldShowEveryOutcome() throws IOException {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            SimDisk each = disk(seed);
            write(each, FILE, 0, 1);
            write(each, FILE, 600, 2);
            each.cutPower();
            outcomes.add(
                    each.kind(FILE) == Kind.MISSING
                            ? "no name"
                            : "length " + each.size(FILE) + " first "
                                    + (each.size(FILE) > 0 ? each.content(FILE)[0] : "-"));
        }
        assertThat(outcomes)
                .contains(
                        "no name", "length 0 first -", "length 1 first 1", "length 601 first 0", "length 601 first 1");
    }

    @Test
    void cutPower_whenContentAndNameWereForced_shouldKeepBoth() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            SimDisk each = disk(seed);
            write(each, FILE, 0, 1, 2, 3);
            force(each, FILE);
            each.forceDirectory(HOME);
            write(each, FILE, 1, 9);
            each.cutPower();
            assertThat(each.content(FILE)[0]).isEqualTo((byte) 1);
            assertThat(each.content(FILE)[1]).isIn((byte) 2, (byte) 9);
        }
    }

    @Test
    void cutPower_whenOnlyTheContentWasForced_shouldMaybeLoseTheName() throws IOException {
        Set<Kind> kinds = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            SimDisk each = disk(seed);
            write(each, FILE, 0, 1);
            force(each, FILE);
            each.cutPower();
            kinds.add(each.kind(FILE));
        }
        assertThat(kinds).containsExactlyInAnyOrder(Kind.MISSING, Kind.FILE);
    }

    @Test
    void cutPower_whenARenameWasNotForced_shouldShowTheOldOrTheNewFile() throws IOException {
        Set<Byte> outcomes = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            SimDisk each = disk(seed);
            each.put(FILE, new byte[] {1});
            Path temporary = HOME.resolve("temporary");
            write(each, temporary, 0, 2);
            force(each, temporary);
            each.rename(temporary, FILE);
            each.cutPower();
            outcomes.add(each.content(FILE)[0]);
        }
        assertThat(outcomes).containsExactlyInAnyOrder((byte) 1, (byte) 2);
    }

    @Test
    void kill_whenFilesAreOpen_shouldCloseThemAndKeepWhatWasWritten() throws IOException {
        OpenFile file = disk.open(FILE, true);
        file.write(bytes(1, 2), 0, 1, 0);
        Closeable lock = disk.lock(HOME.resolve("lock"));
        assertThatThrownBy(() -> disk.lock(HOME.resolve("lock"))).hasMessageContaining("another process");
        disk.kill();
        assertThatThrownBy(() -> file.write(bytes(3), 0, 1, 0)).isInstanceOf(ClosedChannelException.class);
        assertThat(disk.content(FILE)).containsExactly(1, 2);
        Closeable second = disk.lock(HOME.resolve("lock"));
        lock.close(); // the dead process's: no effect
        assertThatThrownBy(() -> disk.lock(HOME.resolve("lock"))).hasMessageContaining("another process");
        second.close();
        disk.lock(HOME.resolve("lock")).close();
    }

    @Test
    void capacity_whenReached_shouldRefuseGrowthOnly() throws IOException {
        disk.capacity(3);
        write(disk, FILE, 0, 1, 2, 3);
        assertThatThrownBy(() -> write(disk, FILE, 3, 4)).hasMessage("No space left on device");
        write(disk, FILE, 0, 7);
        disk.delete(FILE);
        write(disk, FILE, 0, 4, 5, 6);
        assertThat(disk.content(FILE)).containsExactly(4, 5, 6);
    }

    @Test
    void faults_whenDecided_shouldHitExactlyThatCall() throws IOException {
        disk.faults(call -> call.operation() == Operation.WRITE && call.number() == 2 ? DiskFault.IO_ERROR : null);
        OpenFile file = disk.open(FILE, true);
        assertThatThrownBy(() -> file.write(bytes(1), 0, 1, 0)).hasMessage("Input/output error");
        assertThat(file.write(bytes(1), 0, 1, 0)).isEqualTo(1);
        assertThat(disk.calls()).isEqualTo(3);
    }

    @Test
    void faults_whenAWriteIsShort_shouldTakeSomeOfTheBytes() throws IOException {
        disk.faults(call -> call.operation() == Operation.WRITE ? DiskFault.SHORT_WRITE : null);
        OpenFile file = disk.open(FILE, true);
        ByteBuffer[] all = bytes(1, 2, 3, 4, 5, 6, 7, 8);
        long written = file.write(all, 0, 1, 0);
        assertThat(written).isBetween(1L, 8L);
        assertThat(all[0].remaining()).isEqualTo(8 - (int) written);
        assertThat(file.size()).isEqualTo(written);
    }

    @Test
    void force_whenItFailed_shouldForgetWhatDidNotReachThePlatter() throws IOException {
        boolean lost = false;
        for (int seed = 0; seed < 60; seed++) {
            SimDisk each = disk(seed);
            each.put(FILE, new byte[] {1});
            write(each, FILE, 0, 2);
            boolean[] fail = {true};
            each.faults(call -> call.operation() == Operation.FORCE && fail[0] ? DiskFault.IO_ERROR : null);
            assertThatThrownBy(() -> force(each, FILE)).hasMessage("Input/output error");
            fail[0] = false;
            force(each, FILE);
            assertThat(each.content(FILE)).containsExactly(2);
            each.cutPower();
            lost |= each.content(FILE)[0] == 1;
        }
        assertThat(lost).isTrue();
    }

    @Test
    void corrupt_whenThePowerIsCutAfterwards_shouldStay() throws IOException {
        disk.put(FILE, new byte[] {4, 4});
        disk.corrupt(FILE, 1);
        disk.cutPower();
        assertThat(disk.content(FILE)).containsExactly(4, 5);
    }

    @Test
    void directories_whenUsed_shouldBehaveAsUsual() throws IOException {
        Path sub = HOME.resolve("sub");
        disk.createDirectory(sub);
        assertThat(disk.kind(sub)).isEqualTo(Kind.DIRECTORY);
        assertThat(disk.writable(sub)).isTrue();
        assertThat(disk.writable(FILE)).isFalse();
        assertThatThrownBy(() -> disk.createDirectory(sub)).isInstanceOf(FileAlreadyExistsException.class);
        write(disk, sub.resolve("a"), 0, 1);
        assertThat(disk.list(HOME)).containsExactly(sub);
        assertThat(disk.realPath(sub.resolve("../sub/a"))).isEqualTo(sub.resolve("a"));
        assertThatThrownBy(() -> disk.delete(sub)).isInstanceOf(DirectoryNotEmptyException.class);
        disk.rename(sub.resolve("a"), HOME.resolve("b"));
        disk.delete(sub);
        assertThat(disk.list(HOME)).containsExactly(HOME.resolve("b"));
    }

    @Test
    void anything_whenMissing_shouldSayNoSuchFile() {
        Path missing = HOME.resolve("missing");
        Path lost = missing.resolve("file");
        assertThatThrownBy(() -> disk.open(missing, false)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.open(lost, true)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.size(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.realPath(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.delete(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.list(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.forceDirectory(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.rename(missing, FILE)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.open(HOME, true)).hasMessageContaining("Is a directory");
    }
}
