package org.torrent.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.spi.storage.Storage;
import org.torrent.storage.disk.DiskStorage;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.storage.StorageConformance;

/** The shipped storage on simulated disk, threads and time. */
class SimulatedStorageTest extends StorageConformance {
    private final Simulation simulation = new Simulation(3);
    private final SimDisk disk = new SimDisk(3).directory(directory());

    @Override
    protected Storage start() {
        return new DiskStorage(disk, simulation, simulation, Limits.defaults(), Path.of("/state"), Path.of("/uses"));
    }

    @Override
    protected void stop(Storage provider) {
        DiskStorage shipped = (DiskStorage) provider;
        CompletableFuture<Void> closed = shipped.close().toCompletableFuture();
        await("the storage closes", closed::isDone);
        shipped.shutdown(1_000);
    }

    @Override
    protected Path directory() {
        return Path.of("/downloads");
    }

    @Override
    protected byte[] content(Path file) throws IOException {
        return disk.content(file);
    }

    @Override
    protected void corrupt(Path file, long position) throws IOException {
        disk.corrupt(file, position);
    }

    @Override
    protected void overwrite(Path file, long position) throws IOException {
        disk.directory(file.getParent());
        try (OpenFile open = disk.open(file, true)) {
            open.write(new ByteBuffer[] {ByteBuffer.allocate(1)}, 0, 1, position);
        }
    }

    @Override
    protected boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        simulation.runUntil(what, Duration.ofMinutes(1), condition);
    }
}
