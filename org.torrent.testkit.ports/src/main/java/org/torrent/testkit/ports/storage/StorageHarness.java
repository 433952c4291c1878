package org.torrent.testkit.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.torrent.model.BlockRequest;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.storage.StorageRequest;
import org.torrent.spi.storage.TorrentContent;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.testkit.ports.buffer.CountingPool;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What the storage suite is made of: a torrent, its blocks, a pool that counts them, a provider that can be restarted. */
public abstract class StorageHarness {
    static final int PIECE_BYTES = 64 * 1024;

    final TestTorrent torrent = TestTorrent.files(11, PIECE_BYTES, 100_000, 0, 1, 70_000, 200_000);
    final int pieces = torrent.layout().pieceCount();
    final CountingPool pool = new CountingPool();
    private final List<RecordingListener> listeners = new ArrayList<>();
    Storage storage;

    /** A new provider on the test's disk, as after a restart. */
    protected abstract Storage start() throws Exception;

    /** Stops a provider cleanly. */
    protected abstract void stop(Storage provider) throws Exception;

    /** An existing directory on the disk. */
    protected abstract Path directory();

    /** The content of a file on the disk. */
    protected abstract byte[] content(Path file) throws Exception;

    /** Changes one byte of a file on the disk behind the provider's back. */
    protected abstract void corrupt(Path file, long position) throws Exception;

    /** Changes a byte of a file as another program does, which makes the file, and its directories, where it is missing. */
    protected abstract void overwrite(Path file, long position) throws Exception;

    /** Whether there is a file or directory on the disk. */
    protected abstract boolean exists(Path path);

    /** Returns once the condition holds; fails when that takes too long. */
    protected abstract void await(String what, BooleanSupplier condition);

    /** What the provider is told of a torrent. */
    protected TorrentContent told(TestTorrent of) {
        return of.content();
    }

    @AfterEach
    void stopStorage() throws Exception {
        if (storage != null) {
            stop(storage);
        }
        assertThat(pool.lentBlocks()).as("blocks that were not given back").isZero();
        listeners.forEach(listener -> assertThat(listener.violations())
                .as("broken rules of StorageListener")
                .isEmpty());
    }

    final <T> T get(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        await("the stage completes", future::isDone);
        return future.join();
    }

    final RecordingListener listener() {
        RecordingListener listener = new RecordingListener(pieces);
        listeners.add(listener);
        return listener;
    }

    /** Opens the torrent and waits for its check. */
    final TorrentStorage open(RecordingListener listener) throws Exception {
        if (storage == null) {
            storage = start();
        }
        TorrentStorage opened = get(reopen(0, listener));
        opened.check(false);
        await("the check ends", () -> listener.checked() != null);
        return opened;
    }

    /** Opens the torrent for another owner. */
    final CompletionStage<TorrentStorage> reopen(long epoch, RecordingListener listener) {
        return storage.open(new StorageRequest(told(torrent), directory(), epoch), pool, listener);
    }

    final void restart() throws Exception {
        stop(storage);
        storage = null;
    }

    final Block block(byte[] payload) {
        Block block = pool.tryAcquire(payload.length + 3);
        block.buffer().position(3).put(payload).flip().position(3);
        return block;
    }

    final List<BlockRequest> blocks(int piece) {
        List<BlockRequest> blocks = new ArrayList<>();
        for (int i = 0; i < torrent.layout().blockCount(piece); i++) {
            blocks.add(torrent.layout().block(piece, i));
        }
        return blocks;
    }

    final void write(TorrentStorage target, int piece) {
        blocks(piece).forEach(span -> target.write(span, block(torrent.bytes(span))));
    }

    final void writeAll(TorrentStorage target) {
        for (int piece = 0; piece < pieces; piece++) {
            write(target, piece);
        }
    }

    final byte[] read(TorrentStorage source, BlockRequest span) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Block into = pool.tryAcquire(BlockPool.BLOCK_BYTES);
        into.buffer().position(BlockPool.HEADER_BYTES);
        source.read(span, into, (readSpan, block, error) -> {
            if (error != null) {
                result.completeExceptionally(error);
            } else {
                ByteBuffer buffer = block.buffer();
                byte[] bytes = new byte[buffer.limit() - BlockPool.HEADER_BYTES];
                buffer.get(BlockPool.HEADER_BYTES, bytes);
                result.complete(bytes);
            }
            block.release();
        });
        return get(result);
    }

    final Path file(int index) {
        return TestTorrent.path(directory(), torrent.files().get(index));
    }
}
