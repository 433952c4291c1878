package org.torrent.storage.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.torrent.model.BlockRequest;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageRequest;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.storage.Limits;
import org.torrent.storage.disk.DiskStorage;
import org.torrent.testkit.ports.buffer.CountingPool;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** One storage on simulated threads, with the steps tests are made of. */
public final class Bench {
    /** Where torrents go. */
    public static final Path DIRECTORY = Path.of("/data/downloads");

    /** Where the journal is. */
    public static final Path STATE = Path.of("/data/state");

    /** Blocks. */
    public final CountingPool pool = new CountingPool();

    /** Threads and time. */
    public final Simulation loops;

    /** The storage. */
    public final DiskStorage storage;

    private final SimProcess process;
    private final Path directory;

    /** On a simulated disk. */
    public Bench(SimDisk disk, long seed) {
        this(disk, seed, limits(), DIRECTORY, STATE);
    }

    /** On any disk. */
    public Bench(FileSystemPort files, long seed, Limits limits, Path directory, Path state) {
        this(files, seed, limits, directory, state, threads -> threads);
    }

    /** The same, on threads that the test changes. */
    public Bench(
            FileSystemPort files,
            long seed,
            Limits limits,
            Path directory,
            Path state,
            UnaryOperator<Threads> threads) {
        this.loops = new Simulation(seed);
        this.directory = directory;
        this.process = loops.newProcess("process");
        this.storage =
                new DiskStorage(files, threads.apply(process), loops, limits, state, state.resolveSibling("uses"));
    }

    /** Small limits, so that tests meet them. */
    public static Limits limits() {
        return new Limits(
                8, 64 * 1024, 128 * 1024, 512 * 1024, 1_000_000_000L, 1024 * 1024, 6, 8, 2, 2, 2, 40_000, 1_000_000L);
    }

    /** Opens. */
    public TorrentStorage open(TestTorrent torrent, RecordingListener recorder) throws StorageException {
        return open(torrent, 0, recorder);
    }

    /** Opens for an owner. */
    public TorrentStorage open(TestTorrent torrent, long epoch, RecordingListener recorder) throws StorageException {
        return get(storage.open(new StorageRequest(torrent.content(), directory, epoch), pool, recorder));
    }

    /** Opens and checks. */
    public TorrentStorage opened(TestTorrent torrent, RecordingListener recorder) throws StorageException {
        TorrentStorage opened = open(torrent, recorder);
        opened.check(false);
        loops.runReady();
        return opened;
    }

    /** The process dies: nothing that was posted happens any more. */
    public void kill() {
        process.kill();
    }

    /** Lets time pass. */
    public void advance(long nanos) {
        loops.runFor(Duration.ofNanos(nanos));
    }

    /** The value of a stage that needs no time. */
    public <T> T get(CompletionStage<T> stage) throws StorageException {
        loops.runReady();
        try {
            return stage.toCompletableFuture().getNow(null);
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof StorageException error) {
                throw error;
            }
            throw e;
        }
    }

    /** Writes one block of a piece's right bytes. */
    public void write(TorrentStorage to, TestTorrent torrent, int piece, int block) {
        BlockRequest span = torrent.layout().block(piece, block);
        to.write(span, pool.of(torrent.piece(piece), span.offset(), span.length()));
    }

    /** Writes a whole piece in order. */
    public void writePiece(TorrentStorage to, TestTorrent torrent, int piece) {
        for (int i = 0; i < torrent.layout().blockCount(piece); i++) {
            write(to, torrent, piece, i);
        }
    }

    /** Writes everything. */
    public void writeAll(TorrentStorage to, TestTorrent torrent) {
        for (int i = 0; i < torrent.layout().pieceCount(); i++) {
            writePiece(to, torrent, i);
        }
        loops.runReady();
    }

    /** Reads a span; null when that failed. */
    public byte[] read(TorrentStorage from, BlockRequest span) {
        byte[][] result = new byte[1][];
        Block into = pool.tryAcquire(13 + span.length());
        into.buffer().position(13);
        from.read(span, into, (asked, block, error) -> {
            if (error == null) {
                result[0] = new byte[block.buffer().remaining()];
                block.buffer().get(result[0]);
            }
            block.release();
        });
        loops.runReady();
        return result[0];
    }

    /** Reads a whole piece. */
    public byte[] readPiece(TorrentStorage from, TestTorrent torrent, int piece) {
        return read(from, new BlockRequest(piece, 0, torrent.layout().pieceLength(piece)));
    }
}
