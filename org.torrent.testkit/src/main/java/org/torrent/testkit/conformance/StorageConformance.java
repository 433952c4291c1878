package org.torrent.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.storage.HashedFiles;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageRequest;
import org.torrent.spi.storage.TorrentStorage;
import org.torrent.testkit.torrent.TestTorrent;

/**
 * What every {@link Storage} does. A subclass says how to start and stop one on a disk that outlives it, how to look at
 * that disk, and how to wait.
 */
public abstract class StorageConformance {
    private static final int PIECE_BYTES = 64 * 1024;

    private final TestTorrent torrent = TestTorrent.files(11, PIECE_BYTES, 100_000, 0, 1, 70_000, 200_000);
    private final int pieces = torrent.layout().pieceCount();
    private final AtomicInteger blocksOut = new AtomicInteger();
    private final List<RecordingListener> listeners = new ArrayList<>();
    private Storage storage;

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

    /** Whether there is a file or directory on the disk. */
    protected abstract boolean exists(Path path);

    /** Returns once the condition holds; fails when that takes too long. */
    protected abstract void await(String what, BooleanSupplier condition);

    @AfterEach
    void stopStorage() throws Exception {
        if (storage != null) {
            stop(storage);
        }
        assertThat(blocksOut).as("blocks that were not given back").hasValue(0);
        listeners.forEach(listener -> assertThat(listener.violations())
                .as("broken rules of StorageListener")
                .isEmpty());
    }

    private <T> T get(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        await("the stage completes", future::isDone);
        return future.join();
    }

    private RecordingListener listener() {
        RecordingListener listener = new RecordingListener(pieces);
        listeners.add(listener);
        return listener;
    }

    /** Opens the torrent and waits for its check. */
    private TorrentStorage open(RecordingListener listener) throws Exception {
        if (storage == null) {
            storage = start();
        }
        TorrentStorage opened =
                get(storage.open(new StorageRequest(torrent.metainfo(), directory()), new CountingPool(), listener));
        opened.check(false);
        await("the check ends", () -> listener.checked() != null);
        return opened;
    }

    private void restart() throws Exception {
        stop(storage);
        storage = null;
    }

    private Block block(byte[] payload) {
        blocksOut.incrementAndGet();
        return new CountedBlock(ByteBuffer.allocateDirect(payload.length + 3)
                .position(3)
                .put(payload)
                .flip()
                .position(3));
    }

    private List<BlockRequest> blocks(int piece) {
        List<BlockRequest> blocks = new ArrayList<>();
        for (int i = 0; i < torrent.layout().blockCount(piece); i++) {
            blocks.add(torrent.layout().block(piece, i));
        }
        return blocks;
    }

    private void write(TorrentStorage target, int piece) {
        blocks(piece).forEach(span -> target.write(span, block(torrent.bytes(span))));
    }

    private void writeAll(TorrentStorage target) {
        for (int piece = 0; piece < pieces; piece++) {
            write(target, piece);
        }
    }

    private byte[] read(TorrentStorage source, BlockRequest span) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        blocksOut.incrementAndGet();
        Block into = new CountedBlock(
                ByteBuffer.allocateDirect(BlockPool.BLOCK_BYTES).position(BlockPool.HEADER_BYTES));
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

    private Path file(int index) {
        Path path = directory();
        for (String name : torrent.metainfo().files().get(index).path()) {
            path = path.resolve(name);
        }
        return path;
    }

    @Test
    void check_whenNothingIsThere_shouldFindNothing() throws Exception {
        RecordingListener listener = listener();
        open(listener);
        assertThat(listener.checked()).isEqualTo(new Bitfield(pieces));
    }

    @Test
    void write_whenEveryBlockCame_shouldVerifyEachPieceOnceAndWriteTheFiles() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        assertThat(listener.verified()).doesNotHaveDuplicates();
        get(opened.flush());
        byte[] payload = torrent.payload();
        int at = 0;
        for (int i = 0; i < torrent.metainfo().files().size(); i++) {
            int length = (int) torrent.metainfo().files().get(i).length();
            if (length > 0) {
                assertThat(content(file(i))).isEqualTo(Arrays.copyOfRange(payload, at, at + length));
            }
            at += length;
        }
    }

    @Test
    void write_whenBlocksComeInAnyOrderAndTwice_shouldVerifyEachPieceOnce() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        List<BlockRequest> all = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            all.addAll(blocks(piece));
            all.addAll(blocks(piece));
        }
        Collections.shuffle(all, new Random(3));
        all.forEach(span -> opened.write(span, block(torrent.bytes(span))));
        await("every piece is verified", () -> listener.verified().size() >= pieces);
        get(opened.flush());
        assertThat(listener.verified()).hasSize(pieces).doesNotHaveDuplicates();
        assertThat(listener.failed()).isEmpty();
    }

    @Test
    void write_whenABlockIsWrong_shouldFailThePieceAndTakeItAgain() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        List<BlockRequest> spans = blocks(1);
        for (BlockRequest span : spans) {
            byte[] payload = torrent.bytes(span);
            payload[7] ^= span == spans.get(1) ? 1 : 0;
            opened.write(span, block(payload));
        }
        await("the piece fails", () -> listener.failed().equals(List.of(1)));
        assertThat(listener.verified()).isEmpty();
        write(opened, 1);
        await("the piece is verified", () -> listener.verified().equals(List.of(1)));
    }

    @Test
    void write_whenABlockIsMissing_shouldNotVerify() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        blocks(0).stream().skip(1).forEach(span -> opened.write(span, block(torrent.bytes(span))));
        write(opened, 2);
        await("the other piece is verified", () -> listener.verified().contains(2));
        get(opened.flush());
        assertThat(listener.verified()).containsExactly(2);
        assertThat(listener.durable().get(0)).isFalse();
    }

    @Test
    void queuedBytes_whenEverythingIsWritten_shouldBeZero() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        await("nothing is queued", () -> opened.queuedBytes() == 0);
    }

    @Test
    void read_whenThePieceIsVerified_shouldGiveItsBytesBehindTheHeader() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        for (int piece = 0; piece < pieces; piece++) {
            for (BlockRequest span : blocks(piece)) {
                assertThat(read(opened, span)).isEqualTo(torrent.bytes(span));
            }
        }
        BlockRequest odd = new BlockRequest(1, 12_345, 6_789);
        assertThat(read(opened, odd)).isEqualTo(torrent.bytes(odd));
    }

    @Test
    void read_whenTheFileIsGone_shouldAnswerAnErrorWithTheBlock() throws Exception {
        TorrentStorage opened = open(listener());
        assertThatThrownBy(() -> read(opened, torrent.layout().block(0, 0)))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StorageException.class);
    }

    @Test
    void flush_whenPiecesAreVerified_shouldMakeThemDurable() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        write(opened, 0);
        write(opened, 3);
        await("both are verified", () -> listener.verified().size() == 2);
        get(opened.flush());
        await("both are durable", () -> listener.durable().cardinality() == 2);
        assertThat(listener.durable().get(0) && listener.durable().get(3)).isTrue();
    }

    @Test
    void flush_whenNobodyAsks_shouldHappenByItself() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        write(opened, 0);
        await("it is durable", () -> listener.durable().get(0));
    }

    @Test
    void check_whenRestarted_shouldFindWhatWasVerified() throws Exception {
        RecordingListener before = listener();
        TorrentStorage opened = open(before);
        write(opened, 0);
        write(opened, 2);
        await("both are verified", () -> before.verified().size() == 2);
        get(opened.close());
        restart();
        RecordingListener after = listener();
        TorrentStorage again = open(after);
        assertThat(after.checked().cardinality()).isEqualTo(2);
        assertThat(after.checked().get(0) && after.checked().get(2)).isTrue();
        assertThat(read(again, torrent.layout().block(2, 0)))
                .isEqualTo(torrent.bytes(torrent.layout().block(2, 0)));
    }

    @Test
    void checkFull_whenAByteChanged_shouldFindAllButThatPiece() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        get(opened.flush());
        corrupt(file(0), 5);
        opened.check(true);
        await("the second check ends", () -> listener.checks() == 2);
        assertThat(listener.checked().get(0)).isFalse();
        assertThat(listener.checked().cardinality()).isEqualTo(pieces - 1);
        write(opened, 0);
        await("the piece is verified again", () -> Collections.frequency(listener.verified(), 0) == 2);
    }

    @Test
    void close_whenBlocksAreQueued_shouldGiveThemBack() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        get(opened.close());
        await("all blocks are back", () -> blocksOut.get() == 0);
        BlockRequest span = torrent.layout().block(0, 0);
        opened.write(span, block(torrent.bytes(span)));
        await("a late one is given back", () -> blocksOut.get() == 0);
    }

    @Test
    void delete_whenFilesAreThere_shouldRemoveThemAndTheirDirectories() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        get(opened.delete());
        assertThat(exists(directory().resolve(torrent.metainfo().name()))).isFalse();
        assertThat(exists(directory())).isTrue();
        RecordingListener after = listener();
        open(after);
        assertThat(after.checked().isEmpty()).isTrue();
    }

    @Test
    void hash_whenTheFilesAreThere_shouldGiveTheTorrentsPieces() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        get(opened.flush());
        HashedFiles hashed = get(storage.hash(file(4), PIECE_BYTES, (done, total) -> {}));
        assertThat(hashed.singleFile()).isTrue();
        assertThat(hashed.name()).isEqualTo(file(4).getFileName().toString());
        assertThat(hashed.files()).hasSize(1);
        assertThat(hashed.files().get(0).lengthBytes()).isEqualTo(200_000);
        assertThat(hashed.pieces()).hasSize(20 * ((200_000 + PIECE_BYTES - 1) / PIECE_BYTES));
    }

    @Test
    void state_whenSaved_shouldBeThereAfterARestart() throws Exception {
        storage = start();
        assertThat(get(storage.state().load("missing"))).isEmpty();
        get(storage.state().save("b.state", new byte[] {1}));
        get(storage.state().save("a.state", new byte[] {2, 3}));
        get(storage.state().save("b.state", new byte[] {4}));
        restart();
        storage = start();
        assertThat(get(storage.state().names())).containsExactly("a.state", "b.state");
        assertThat(get(storage.state().load("b.state")).orElseThrow()).containsExactly(4);
        get(storage.state().remove("b.state"));
        get(storage.state().remove("b.state"));
        assertThat(get(storage.state().names())).containsExactly("a.state");
    }

    @Test
    void state_whenSavedInARow_shouldKeepTheLast() throws Exception {
        storage = start();
        List<CompletableFuture<Void>> saves = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            saves.add(storage.state().save("same", new byte[] {(byte) i}).toCompletableFuture());
        }
        saves.forEach(this::get);
        assertThat(get(storage.state().load("same")).orElseThrow()).containsExactly(49);
    }

    /** A block that is missed when nobody gives it back. */
    private final class CountedBlock implements Block {
        private final HeapBlock block;

        CountedBlock(ByteBuffer memory) {
            this.block = new HeapBlock(memory);
        }

        @Override
        public ByteBuffer buffer() {
            return block.buffer();
        }

        @Override
        public Block retain() {
            block.retain();
            return this;
        }

        @Override
        public void release() {
            block.release();
            if (block.isReleased()) {
                blocksOut.decrementAndGet();
            }
        }

        @Override
        public boolean isReleased() {
            return block.isReleased();
        }
    }

    /** Lends without a bound. */
    private final class CountingPool implements BlockPool {
        @Override
        public Block tryAcquire(int bytes) {
            blocksOut.incrementAndGet();
            return new CountedBlock(ByteBuffer.allocateDirect(Math.max(bytes, BLOCK_BYTES)));
        }

        @Override
        public void onAvailable(Runnable task) {
            task.run();
        }

        @Override
        public long lentBytes() {
            return (long) blocksOut.get() * BLOCK_BYTES;
        }

        @Override
        public long capacityBytes() {
            return Long.MAX_VALUE;
        }
    }
}
