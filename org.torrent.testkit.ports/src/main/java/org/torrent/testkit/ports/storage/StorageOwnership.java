package org.torrent.testkit.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.TorrentStorage;

/** Whose a torrent's files are: the part of {@link StorageConformance} about epochs. */
public abstract class StorageOwnership extends StorageHarness {
    @Test
    void open_whenANewerEpochAsks_shouldVoidTheOlderHandleAtOnce() throws Exception {
        TorrentStorage older = open(listener());
        write(older, 0);
        CompletionStage<TorrentStorage> opened = reopen(1, listener());
        BlockRequest span = torrent.layout().block(1, 0);
        int out = pool.lentBlocks();
        assertThatIllegalStateException().isThrownBy(() -> older.write(span, block(torrent.bytes(span))));
        assertThatIllegalStateException().isThrownBy(() -> read(older, span));
        assertThat(pool.lentBlocks()).as("blocks of void calls").isLessThanOrEqualTo(out);
        assertThatIllegalStateException().isThrownBy(() -> older.check(false));
        assertThatIllegalStateException().isThrownBy(() -> older.prepare(new Bitfield(pieces)));
        assertThatIllegalStateException().isThrownBy(older::queuedBytes);
        assertThatIllegalStateException().isThrownBy(older::flush);
        assertThatIllegalStateException().isThrownBy(older::close);
        assertThatIllegalStateException().isThrownBy(older::delete);
        get(opened);
        await("the older one's blocks are back", () -> pool.lentBlocks() == 0);
    }

    @Test
    void open_whenANewerEpochAsks_shouldFindWhatTheOlderOneWroteAndGoOn() throws Exception {
        RecordingListener before = listener();
        TorrentStorage older = open(before);
        write(older, 0);
        write(older, 2);
        await("both are verified", () -> before.verified().size() == 2);
        RecordingListener after = listener();
        TorrentStorage newer = get(reopen(7, after));
        List<Integer> heard = before.verified();
        newer.check(false);
        await("the check ends", () -> after.checked() != null);
        assertThat(after.checked().get(0) && after.checked().get(2)).isTrue();
        writeAll(newer);
        await("every other piece is verified", () -> after.verified().size() == pieces - 2);
        get(newer.flush());
        assertThat(before.verified()).isEqualTo(heard);
        assertThat(content(file(0))).isEqualTo(Arrays.copyOf(torrent.payload(), 100_000));
    }

    @Test
    void open_whenTheEpochIsNotNewer_shouldFailAndLeaveTheOwnerAlone() throws Exception {
        open(listener());
        RecordingListener listener = listener();
        TorrentStorage owner = get(reopen(5, listener));
        for (long epoch : new long[] {5, 4}) {
            assertThatThrownBy(() -> get(reopen(epoch, listener())))
                    .as("epoch " + epoch)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StorageException.class);
        }
        owner.check(false);
        write(owner, 1);
        await("the owner's piece is verified", () -> listener.verified().equals(List.of(1)));
    }

    @Test
    void open_whenANewerEpochAsksMeanwhile_shouldFailAndLetTheNewestHaveIt() throws Exception {
        open(listener());
        CompletionStage<TorrentStorage> second = reopen(1, listener());
        RecordingListener listener = listener();
        TorrentStorage third = get(reopen(2, listener));
        await("the second open ends", () -> second.toCompletableFuture().isDone());
        assertThat(second.toCompletableFuture().isCompletedExceptionally()
                        || isVoid(second.toCompletableFuture().join()))
                .isTrue();
        third.check(false);
        write(third, 1);
        await("the newest owner's piece is verified", () -> listener.verified().equals(List.of(1)));
    }

    private static boolean isVoid(TorrentStorage handle) {
        try {
            handle.queuedBytes();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
