package org.torrent.storage;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.torrent.model.Bitfield;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceLayout;
import org.torrent.model.PieceVerifier;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.MetainfoWriter;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.storage.StorageRequest;
import org.torrent.spi.storage.TorrentContent;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.disk.DiskStorage;
import org.torrent.storage.file.NioFileSystem;
import org.torrent.testkit.ports.storage.RecordingListener;

/**
 * Writing and hashing one torrent, against the plain loop of SHA-1 and pwrite on one thread. Run by hand: {@code
 * WriteThroughput DIRECTORY [GIB] [order]}, order being the number of pieces that arrive in turns (1: in order).
 */
public final class WriteThroughput {
    private static final int BLOCK = 16 * 1024;
    private static final int PIECE = 256 * 1024;

    private WriteThroughput() {}

    /** Prints MB/s and CPU s/GiB per round. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        long bytes = (args.length > 1 ? Integer.parseInt(args[1]) : 1) * (1L << 30);
        int interleaved = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        BlockRing ring = new BlockRing(4096);
        for (int round = 0; round < 5; round++) {
            report("loop   ", bytes, () -> loop(directory, ring, bytes));
            report("storage", bytes, () -> storage(directory, ring, bytes, interleaved));
        }
    }

    private interface Job {
        void run() throws Exception;
    }

    private static void report(String name, long bytes, Job job) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        job.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double gib = bytes / (double) (1L << 30);
        System.out.printf(
                "%s %5.0f MB/s, CPU %.2f s/GiB%n",
                name, bytes / 1e6 / seconds, (system.getProcessCpuTime() - cpu) / 1e9 / gib);
    }

    private static void loop(Path directory, BlockRing ring, long bytes) throws Exception {
        Path file = directory.resolve("loop");
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long at = 0; at < bytes; at += BLOCK) {
                var block = ring.take();
                ByteBuffer payload = block.buffer();
                digest.update(payload.duplicate());
                channel.write(payload.duplicate(), at);
                block.release();
                if ((at + BLOCK) % PIECE == 0) {
                    digest.digest();
                }
            }
        }
        Files.delete(file);
    }

    private static void storage(Path directory, BlockRing ring, long bytes, int interleaved) throws Exception {
        Clock clock = new SystemClock();
        DiskStorage storage = new DiskStorage(
                new NioFileSystem(),
                PlatformThreads.napping(clock),
                clock,
                Limits.defaults(),
                directory.resolve("state"),
                directory.resolve("uses"));
        PieceLayout layout = new PieceLayout(bytes, PIECE);
        var file = new FileEntry(0, List.of("file"), List.of("file"), 0, bytes, false, false, false);
        byte[] name = new byte[20];
        new Random().nextBytes(name);
        var content = new TorrentContent(TorrentId.of(name), layout, List.of(file), new Unchecked());
        CountDownLatch checked = new CountDownLatch(1);
        CountDownLatch pieces = new CountDownLatch(layout.pieceCount());
        TorrentStorage torrent = storage.open(new StorageRequest(content, directory, 0), null, new RecordingListener() {
                    @Override
                    public void onChecked(Bitfield found) {
                        checked.countDown();
                    }

                    @Override
                    public void onPieceVerified(int piece) {
                        pieces.countDown();
                    }
                })
                .toCompletableFuture()
                .get();
        torrent.check(false);
        checked.await();
        for (int[] place : order(layout, interleaved)) {
            while (torrent.queuedBytes() > 16 << 20) {
                LockSupport.parkNanos(50_000);
            }
            torrent.write(layout.block(place[0], place[1]), ring.take());
        }
        pieces.await();
        threads();
        torrent.delete().toCompletableFuture().get();
        storage.close().toCompletableFuture().get();
        storage.shutdown(1000);
    }

    /** Hashes as a real one does and takes any hash for right. */
    private static final class Unchecked implements PieceVerifier {
        @Override
        public int hashBytes() {
            return MetainfoWriter.hashing().hashBytes();
        }

        @Override
        public PieceHasher hasher(int piece, PieceHasher spare) {
            return MetainfoWriter.hashing().hasher(piece, spare);
        }

        @Override
        public boolean matches(int piece, byte[] hash) {
            return true;
        }
    }

    private static void threads() {
        var beans = java.lang.management.ManagementFactory.getThreadMXBean();
        StringBuilder line = new StringBuilder("       ");
        for (long id : beans.getAllThreadIds()) {
            var info = beans.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("torrent")) {
                line.append(' ').append(info.getThreadName().substring(13));
                line.append(String.format(" %.2f", beans.getThreadCpuTime(id) / 1e9));
            }
        }
        System.out.println(line);
    }

    private static List<int[]> order(PieceLayout layout, int interleaved) {
        List<int[]> order = new ArrayList<>();
        Random random = new Random(1);
        for (int first = 0; first < layout.pieceCount(); first += interleaved) {
            List<int[]> group = new ArrayList<>();
            for (int block = 0; block < PIECE / BLOCK; block++) {
                for (int i = first; i < Math.min(first + interleaved, layout.pieceCount()); i++) {
                    group.add(new int[] {i, block});
                }
            }
            if (interleaved < 0) {
                Collections.shuffle(group, random);
            }
            order.addAll(group);
        }
        return order;
    }
}
