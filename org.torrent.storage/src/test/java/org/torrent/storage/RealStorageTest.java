package org.torrent.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.storage.Storage;
import org.torrent.storage.disk.DiskStorage;
import org.torrent.storage.file.NioFileSystem;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.storage.StorageConformance;

/** The shipped storage on this machine's disk and threads. */
class RealStorageTest extends StorageConformance {
    @TempDir
    Path home;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(directory());
    }

    @Override
    protected Storage start() {
        SystemClock clock = new SystemClock();
        return new DiskStorage(
                new NioFileSystem(),
                PlatformThreads.napping(clock),
                clock,
                Limits.defaults(),
                home.resolve("state"),
                home.resolve("uses"));
    }

    @Override
    protected void stop(Storage provider) {
        DiskStorage shipped = (DiskStorage) provider;
        shipped.close().toCompletableFuture().join();
        shipped.shutdown(10_000);
    }

    @Override
    protected Path directory() {
        return home.resolve("downloads");
    }

    @Override
    protected byte[] content(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    protected void corrupt(Path file, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 1;
        Files.write(file, bytes);
    }

    @Override
    protected void overwrite(Path file, long position) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), position);
        }
    }

    @Override
    protected boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        Waiting.until(what, condition);
    }
}
