package org.torrent.session.torrent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.model.Bitfield;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageRequest;
import org.torrent.spi.storage.TorrentStorage;

/**
 * One torrent's data: opens and closes the storage, and turns what storage says into the torrent's progress: checked,
 * verified, lost, complete, durable. On the torrent's loop.
 */
final class Contents {
    private final Torrent torrent;
    private Download download;
    private StorageEvents events;
    private CompletionStage<TorrentStorage> opening; // null while nothing is open or being opened
    private CompletionStage<Void> closed = closedAlready();
    private Progress last = Progress.NONE;
    private Bitfield durable;
    private int checkedPieces;
    private boolean fullCheck;
    private boolean finishAnnounced;

    Contents(Torrent torrent) {
        this.torrent = torrent;
    }

    /** Its pieces; null while no storage is open. */
    Download download() {
        return download;
    }

    /** The counts now, or as they were when the storage was closed. */
    Progress progress() {
        return download == null ? last : Progress.of(download);
    }

    int durablePieces() {
        return durable == null ? 0 : durable.cardinality();
    }

    int checkedPieces() {
        return checkedPieces;
    }

    /** Writes what is queued, makes it durable and closes the files. */
    CompletionStage<Void> close() {
        if (opening != null) {
            closed = opening.handle((opened, error) -> opened)
                    .thenCompose(opened -> opened == null ? closedAlready() : opened.close())
                    .exceptionally(error -> null);
        }
        last = progress();
        opening = null;
        download = null;
        events = null;
        return closed;
    }

    /** Removes the closed torrent's files and records; null when there is no storage. */
    CompletionStage<Void> delete(Storage storage) {
        if (storage == null) {
            return CompletableFuture.failedFuture(
                    new TorrentException("no storage: the files of " + torrent.name() + " stay where they are"));
        }
        StorageRequest request =
                StorageRequest.of(metainfo(), torrent.parameters().directory());
        return storage.open(request, torrent.services().pool(), new StorageEvents(torrent))
                .thenCompose(TorrentStorage::delete);
    }

    /** Completes when the last {@link #close} has. */
    CompletionStage<Void> closed() {
        return closed;
    }

    /** The next check believes nothing. */
    void distrust() {
        fullCheck = true;
    }

    /** Opens the storage and looks at what is there. */
    void open() {
        Storage storage = torrent.services().storage().get();
        if (storage == null) {
            torrent.enter(Phase.NO_STORAGE, "no storage: start the bundle org.torrent.storage");
            return;
        }
        torrent.enter(Phase.CHECKING, "");
        StorageEvents listener = new StorageEvents(torrent);
        StorageRequest request =
                StorageRequest.of(metainfo(), torrent.parameters().directory());
        events = listener;
        opening =
                closed.thenCompose(v -> storage.open(request, torrent.services().pool(), listener));
        opening.whenComplete((opened, error) -> torrent.loop().execute(() -> onOpened(listener, opened, error)));
    }

    private void onOpened(StorageEvents listener, TorrentStorage opened, Throwable error) {
        if (events != listener) {
            return; // closed meanwhile
        }
        List<Integer> wanted = Metadata.wantedFiles(torrent.parameters(), metainfo());
        int files = metainfo().files().size();
        if (error != null) {
            torrent.fail(message(error));
        } else if (wanted.stream().anyMatch(index -> index < 0 || index >= files)) {
            torrent.fail("files " + wanted + " were chosen, but there are only the files 0 to " + (files - 1));
        } else {
            download = new Download(
                    torrent, metainfo(), opened, torrent.services().random().get());
            download.want(metainfo().files(), wanted);
            download.picker().sequential(torrent.parameters().sequential());
            durable = new Bitfield(metainfo().layout().pieceCount());
            checkedPieces = 0;
            torrent.peers().resolve(metainfo().layout().pieceCount());
            opened.check(fullCheck);
            fullCheck = false;
        }
    }

    boolean listensTo(StorageEvents candidate) {
        return events == candidate && download != null;
    }

    void onCheckProgress(int pieces) {
        checkedPieces = pieces;
        torrent.publish();
    }

    void onChecked(Bitfield verified) {
        download.checked(verified);
        torrent.alert(
                AlertType.TORRENT_CHECKED,
                () -> torrent.name() + ": " + verified.cardinality() + " of " + verified.size() + " pieces are there",
                Map.of(AlertDetail.PIECES, verified.cardinality()));
        for (int i = verified.next(0); i >= 0 && !torrent.peers().connected().isEmpty(); i = verified.next(i + 1)) {
            torrent.peers().broadcastHave(i);
        }
        finishAnnounced = download.picker().isFinished();
        afterProgress();
        torrent.peers().connected().forEach(Peer::updateInterest);
        torrent.peers().fill(torrent.nowNanos());
        torrent.peers().dial(torrent.nowNanos());
    }

    void onPieceVerified(int piece) {
        if (download.picker().isHave(piece)) {
            return;
        }
        download.verified(piece);
        torrent.peers().broadcastHave(piece);
        torrent.alert(
                AlertType.PIECE_FINISHED, () -> "piece " + piece + " is verified", Map.of(AlertDetail.PIECE, piece));
        if (download.picker().isFinished()) {
            afterProgress();
        }
    }

    void onPieceFailed(int piece) {
        torrent.alert(
                AlertType.HASH_FAILED, () -> "piece " + piece + " has a wrong hash", Map.of(AlertDetail.PIECE, piece));
        download.failed(piece);
        torrent.peers().fill(torrent.nowNanos());
    }

    void onDurable(Bitfield pieces) {
        for (int i = pieces.next(0); i >= 0; i = pieces.next(i + 1)) {
            durable.set(i);
        }
    }

    void onPiecesLost(Bitfield pieces) {
        download.lost(pieces);
        for (int i = pieces.next(0); i >= 0; i = pieces.next(i + 1)) {
            durable.clear(i);
        }
        if (!download.isOpen()) {
            return; // the check goes on and will tell what is there
        }
        afterProgress();
        torrent.peers().connected().forEach(Peer::updateInterest);
        torrent.peers().fill(torrent.nowNanos());
    }

    void onDrained() {
        download.drained(torrent.nowNanos());
    }

    void onReadError(StorageException error) {
        torrent.alert(AlertType.FILE_ERROR, error::getMessage, Map.of(AlertDetail.REASON, error.getMessage()));
    }

    void onStorageError(StorageException error) {
        boolean wait = error.recoverable();
        if (wait && !download.hold()) {
            return; // one of many writes that were under way
        }
        torrent.alert(AlertType.FILE_ERROR, error::getMessage, Map.of(AlertDetail.REASON, error.getMessage()));
        if (!wait) {
            torrent.fail(error.getMessage());
            return;
        }
        Download held = download;
        torrent.waitsFor(error.getMessage());
        torrent.loop().schedule(() -> retryStorage(held), TorrentLimits.STORAGE_RETRY_NANOS);
    }

    private void retryStorage(Download held) {
        if (download == held) {
            held.unhold();
            held.drained(torrent.nowNanos());
            torrent.peers().flush();
            torrent.waitsFor("");
        }
    }

    /** Every piece may be the last one, and a lost one may make an end of seeding. */
    private void afterProgress() {
        boolean complete = download.picker().isFinished();
        torrent.enter(complete ? Phase.SEEDING : Phase.DOWNLOADING, "");
        torrent.peers().list().skipSeeds(complete);
        torrent.peers().stateChanged();
        if (complete) {
            StorageEvents current = events;
            download.storage().flush().whenComplete((v, error) -> torrent.loop()
                    .execute(() -> onFlushed(current, error)));
        }
    }

    private void onFlushed(StorageEvents flushed, Throwable error) {
        if (events != flushed || !torrent.isSeeding()) {
            return;
        }
        if (error != null) {
            onReadError(new StorageException(message(error), true, error));
            torrent.loop().schedule(() -> flushAgain(flushed), TorrentLimits.STORAGE_RETRY_NANOS);
            return;
        }
        if (!finishAnnounced) {
            torrent.searches().completed();
        }
        finishAnnounced = true;
        torrent.finish();
    }

    private void flushAgain(StorageEvents flushed) {
        if (events == flushed && torrent.isSeeding()) {
            afterProgress();
        }
    }

    private static CompletionStage<Void> closedAlready() {
        return CompletableFuture.completedFuture(null);
    }

    private Metainfo metainfo() {
        return torrent.metainfo().orElseThrow();
    }

    private static String message(Throwable error) {
        Throwable cause = error instanceof java.util.concurrent.CompletionException && error.getCause() != null
                ? error.getCause()
                : error;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
