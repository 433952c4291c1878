package org.torrent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.testing.Bench;
import org.torrent.storage.testing.Downloader;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.disk.FaultPlan;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

/** Every single call of the disk fails once, in each way; nothing may be lost and the download must come to its end. */
class FaultSweepTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestTorrent torrent = TestTorrent.of(new TorrentBuilder(5, 32 * 1024)
            .file(40_000, "t", "a")
            .file(0, "t", "none")
            .file(90_000, "t", "d", "b"));

    @ParameterizedTest
    @EnumSource(DiskFault.class)
    void download_whenAnyOneCallFails_shouldLoseNothingAndFinish(DiskFault fault) throws StorageException {
        long calls = run(-1, fault);
        assertThat(calls).isGreaterThan(50);
        for (long call = 1; call <= calls; call++) {
            try {
                run(call, fault);
            } catch (AssertionError | Exception e) {
                throw new AssertionError("call " + call + " of " + calls + " " + fault + ": " + e.getMessage(), e);
            }
        }
    }

    /** Two lives with a power cut between them; answers the number of calls. */
    private long run(long failAt, DiskFault fault) throws StorageException {
        SimDisk disk = new SimDisk(1);
        FaultPlan faults = new FaultPlan();
        faults.failAt(failAt, fault);
        disk.faults(faults);
        Random random = new Random(9);
        BitSet durable = life(disk, random, 5, new BitSet());
        disk.cutPower();
        durable = life(disk, random, Integer.MAX_VALUE, durable);
        assertThat(durable.cardinality()).isEqualTo(torrent.layout().pieceCount());
        disk.cutPower();
        assertThat(life(disk, random, 0, durable)).isEqualTo(durable);
        return disk.calls();
    }

    private BitSet life(SimDisk disk, Random random, int blocks, BitSet promised) throws StorageException {
        Bench bench = new Bench(disk, random.nextLong());
        Downloader heard = new Downloader(torrent, disk, random);
        TorrentStorage storage = open(bench, heard);
        BitSet missing = (BitSet) promised.clone();
        missing.andNot(heard.believed());
        assertThat(missing.stream()).as("durable pieces lost").isEmpty();
        int sent = 0;
        for (int i = 0; i < 20; i++) {
            while (sent < blocks && heard.writeOne(storage, bench.pool, 0)) {
                sent++;
                bench.loops.runReady();
            }
            bench.advance(SECOND + SECOND / 10);
        }
        assertThat(heard.durable()).as("durable at the end").isEqualTo(heard.believed());
        assertThat(heard.errors().size()).isLessThanOrEqualTo(2);
        assertThat(bench.pool.lentBytes()).as("blocks kept").isLessThan(200_000);
        close(bench);
        assertThat(bench.pool.lentBytes()).as("blocks leaked").isZero();
        return (BitSet) heard.durable().clone();
    }

    private TorrentStorage open(Bench bench, Downloader heard) throws StorageException {
        TorrentStorage storage;
        try {
            storage = bench.open(torrent, heard);
        } catch (StorageException e) {
            storage = bench.open(torrent, heard); // a user tries again
        }
        storage.check(false);
        bench.advance(2 * SECOND);
        assertThat(heard.checks()).isEqualTo(1);
        return storage;
    }

    private static void close(Bench bench) {
        try {
            bench.get(bench.storage.close());
        } catch (java.util.concurrent.CompletionException | StorageException e) {
            assertThat(e).isNotNull(); // what was not forced is checked again
        }
    }

    @Test
    void write_whenTheDiskIsFull_shouldGoOnWhenThereIsSpace() throws StorageException {
        SimDisk disk = new SimDisk(1);
        FaultPlan faults = new FaultPlan();
        disk.faults(faults);
        Bench bench = new Bench(disk, 1);
        Downloader heard = new Downloader(torrent, disk, new Random(1));
        TorrentStorage storage = open(bench, heard);
        faults.full(true);
        for (int i = 0; i < 5; i++) {
            heard.writeOne(storage, bench.pool, 0);
            bench.advance(SECOND);
        }
        assertThat(heard.errors()).isNotEmpty().allMatch(StorageException::recoverable);
        assertThat(heard.errors().get(0)).hasMessageContaining("No space left").hasMessageContaining("free some space");
        assertThat(bench.pool.lentBytes()).isZero();
        assertThat(storage.queuedBytes()).isZero();

        faults.full(false);
        while (heard.writeOne(storage, bench.pool, 0)) {
            bench.loops.runReady();
        }
        bench.advance(2 * SECOND);
        assertThat(heard.durable().cardinality()).isEqualTo(torrent.layout().pieceCount());
    }

    @Test
    void probe_whenTheDiskIsFull_shouldFailUntilThereIsRoom() throws StorageException {
        SimDisk disk = new SimDisk(1);
        FaultPlan faults = new FaultPlan();
        disk.faults(faults);
        Bench bench = new Bench(disk, 1);
        Downloader heard = new Downloader(torrent, disk, new Random(1));
        TorrentStorage storage = open(bench, heard);
        bench.get(storage.probe());
        faults.full(true);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();

        assertThatThrownBy(() -> bench.get(storage.probe()))
                .isInstanceOfSatisfying(StorageException.class, error -> assertThat(error.recoverable())
                        .isTrue());
        faults.full(false);
        bench.get(storage.probe());
        assertThat(heard.errors()).hasSize(1);
    }

    @Test
    void probe_whenThePieceIsThereByNow_shouldLeaveItAlone() throws StorageException {
        SimDisk disk = new SimDisk(1);
        FaultPlan faults = new FaultPlan();
        disk.faults(faults);
        Bench bench = new Bench(disk, 1);
        RecordingListener heard = new RecordingListener();
        TorrentStorage storage = bench.opened(torrent, heard);
        faults.full(true);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        faults.full(false);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        bench.get(storage.probe());

        assertThat(bench.readPiece(storage, torrent, 0)).isEqualTo(torrent.piece(0));
    }

    @Test
    void probe_whenWhatFailedIsRightOnDisk_shouldLeaveItAloneAfterACheck() throws StorageException {
        SimDisk disk = new SimDisk(1);
        FaultPlan faults = new FaultPlan();
        disk.faults(faults);
        Bench bench = new Bench(disk, 1);
        RecordingListener heard = new RecordingListener();
        TorrentStorage storage = bench.opened(torrent, heard);
        faults.full(true);
        bench.writePiece(storage, torrent, 0);
        bench.loops.runReady();
        faults.full(false);
        torrent.metainfo().files().forEach(file -> {
            int start = (int) file.offset();
            byte[] content = Arrays.copyOfRange(torrent.payload(), start, start + (int) file.length());
            disk.put(TestTorrent.path(Bench.DIRECTORY, file), content);
        });
        storage.check(true);
        bench.loops.runReady();
        bench.get(storage.probe());

        assertThat(bench.readPiece(storage, torrent, 0)).isEqualTo(torrent.piece(0));
    }
}
