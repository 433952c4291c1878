package org.torrent.testkit.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.spi.storage.HashedFiles;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;

/**
 * What every {@link Storage} does. A subclass says how to start and stop one on a disk that outlives it, how to look at
 * that disk, and how to wait.
 */
public abstract class StorageConformance extends StorageOwnership {
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
    void prepare_whenThePiecesCanBeWritten_shouldCreateNothingAndLetThemBeWritten() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        opened.prepare(Bitfield.full(pieces));
        write(opened, 4);
        await("the piece is verified", () -> listener.verified().equals(List.of(4)));
        assertThat(listener.errors()).isEmpty();
        assertThat(exists(file(0))).isFalse();
    }

    @Test
    void check_whenAFileChangedInPlace_shouldMissItsPiece() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        writeAll(opened);
        await("every piece is verified", () -> listener.verified().size() == pieces);
        get(opened.close());
        restart();
        overwrite(file(4), 100_000);
        RecordingListener after = listener();
        open(after);
        assertThat(after.checked().cardinality()).isEqualTo(pieces - 1);
    }

    @Test
    void write_whenALongerFileIsInTheWay_shouldCutItToItsLength() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        overwrite(file(0), 250_000);
        write(opened, 0);
        await("the piece is verified", () -> listener.verified().equals(List.of(0)));
        get(opened.flush());
        assertThat(content(file(0))).hasSize(100_000);
    }

    @Test
    void write_whenABlockIsWrong_shouldFailThePieceAndTakeItAgain() throws Exception {
        RecordingListener listener = listener();
        TorrentStorage opened = open(listener);
        List<BlockRequest> spans = blocks(1);
        for (BlockRequest span : spans) {
            byte[] payload = torrent.bytes(span);
            payload[7] ^= (byte) (span == spans.get(1) ? 1 : 0);
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
        await("all blocks are back", () -> pool.lentBlocks() == 0);
        BlockRequest span = torrent.layout().block(0, 0);
        opened.write(span, block(torrent.bytes(span)));
        await("a late one is given back", () -> pool.lentBlocks() == 0);
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
        HashedFiles hashed =
                get(storage.hash(file(4), Set.of(), PIECE_BYTES, told(torrent).verifier(), (done, total) -> {}));
        assertThat(hashed.singleFile()).isTrue();
        assertThat(hashed.name()).isEqualTo(file(4).getFileName().toString());
        assertThat(hashed.files()).hasSize(1);
        assertThat(hashed.files().get(0).lengthBytes()).isEqualTo(200_000);
        assertThat(hashed.pieces())
                .hasSize(told(torrent).verifier().hashBytes() * ((200_000 + PIECE_BYTES - 1) / PIECE_BYTES));
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
}
