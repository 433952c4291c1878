package org.torrent.session.pieces;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.model.Bitfield;
import org.torrent.session.context.Neighbours;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.spi.storage.StorageException;

/**
 * One opening of a torrent's data: turns what storage says into the torrent's progress: checked, verified, lost,
 * complete, durable. What is said after {@link #close} counts no more. On the torrent's loop.
 */
final class OpenContents {
    private final Neighbours neighbours;
    private final TorrentFacts facts;
    private final Mailbox<TorrentInput> mailbox;
    private final TorrentAlerts alerts;
    private final ContentsListener listener;
    private final StorageTrouble trouble;
    private TorrentPieces pieces; // null until the files are open
    private Bitfield durable;
    private int checkedPieces;
    private boolean finishAnnounced;
    private boolean closed;

    OpenContents(
            Neighbours neighbours,
            TorrentFacts facts,
            Mailbox<TorrentInput> mailbox,
            TorrentAlerts alerts,
            ContentsListener listener) {
        this.neighbours = neighbours;
        this.facts = facts;
        this.mailbox = mailbox;
        this.alerts = alerts;
        this.listener = listener;
        this.trouble = new StorageTrouble(mailbox, alerts, listener, () -> closed, this::goOn);
    }

    TorrentPieces pieces() {
        return pieces;
    }

    int durablePieces() {
        return durable == null ? 0 : durable.cardinality();
    }

    int checkedPieces() {
        return checkedPieces;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** The files are open: looks at what is there. */
    void check(TorrentPieces opened, boolean distrust) {
        pieces = opened;
        durable = new Bitfield(opened.layout().pieceCount());
        listener.onOpened(opened.layout().pieceCount());
        opened.storage().check(distrust);
    }

    /** Storage said something. */
    void report(Consumer<OpenContents> report) {
        if (!closed && pieces != null) {
            report.accept(this);
        }
    }

    void onCheckProgress(int checked) {
        checkedPieces = checked;
        listener.onCheckProgress();
    }

    void onChecked(Bitfield verified) {
        pieces.checked(verified);
        alerts.post(
                AlertType.TORRENT_CHECKED,
                () -> facts.name() + ": " + verified.cardinality() + " of " + verified.size() + " pieces are there",
                Map.of(AlertDetail.PIECES, verified.cardinality()));
        finishAnnounced = pieces.picker().isFinished();
        if (!finishAnnounced) {
            Bitfield missing = pieces.missing();
            String refusal = neighbours.refusal(facts, missing).orElse(null);
            if (refusal != null) {
                onStorageError(new StorageException(refusal, false, null));
                return;
            }
            pieces.storage().prepare(missing);
        }
        listener.onChecked(verified);
        progressed();
        listener.onReady();
        listener.onRequestable();
    }

    void onWarning(String message) {
        alerts.post(AlertType.FILE_WARNING, () -> message, Map.of(AlertDetail.REASON, message));
    }

    void onPieceVerified(int piece) {
        if (pieces.picker().isHave(piece)) {
            return;
        }
        trouble.worked();
        hashed(piece, true);
        List<InetSocketAddress> liars = pieces.verified(piece);
        listener.onVerified(piece, liars);
        alerts.post(
                AlertType.PIECE_FINISHED, () -> "piece " + piece + " is verified", Map.of(AlertDetail.PIECE, piece));
        if (pieces.picker().isFinished()) {
            progressed();
        }
    }

    void onPieceFailed(int piece) {
        hashed(piece, false);
        alerts.post(
                AlertType.HASH_FAILED, () -> "piece " + piece + " has a wrong hash", Map.of(AlertDetail.PIECE, piece));
        listener.onFailed(piece, pieces.failed(piece));
        listener.onRequestable();
    }

    private void hashed(int piece, boolean passed) {
        listener.onHashed(piece, passed);
        pieces.contributors(piece).forEach(peer -> peer.hashed(piece, passed));
    }

    void onDurable(Bitfield forced) {
        for (int i = forced.next(0); i >= 0; i = forced.next(i + 1)) {
            durable.set(i);
        }
    }

    void onPiecesLost(Bitfield lost) {
        Bitfield had = pieces.lost(lost);
        for (int i = lost.next(0); i >= 0; i = lost.next(i + 1)) {
            durable.clear(i);
        }
        if (pieces.isOpen()) { // else the check goes on and will tell what is there
            listener.onLost(had);
            progressed();
            listener.onRequestable();
        }
    }

    void onDrained() {
        pieces.drained();
        listener.onRequestable();
    }

    /** A block could not be read. */
    void onReadError(StorageException error) {
        alerts.post(AlertType.FILE_ERROR, error::getMessage, Map.of(AlertDetail.REASON, error.getMessage()));
    }

    void onStorageError(StorageException error) {
        if (error.recoverable()) {
            trouble.begin(pieces, error);
        } else {
            onReadError(error);
            listener.onFatal(error.getMessage());
        }
    }

    private void goOn() {
        onDrained();
        if (pieces.isOpen() && pieces.picker().isFinished()) {
            flush();
        }
    }

    /** Every piece may be the last one, and a lost one may make an end of seeding. */
    private void progressed() {
        boolean complete = pieces.picker().isFinished();
        listener.onProgress(complete);
        if (complete) {
            flush();
        }
    }

    private void flush() {
        pieces.storage()
                .flush()
                .whenComplete((v, error) -> mailbox.post(TorrentInput.STORAGE_FLUSHED, () -> onFlushed(error)));
    }

    private void onFlushed(Throwable error) {
        if (closed || !pieces.picker().isFinished()) {
            return;
        }
        if (error != null) {
            onStorageError(StorageTrouble.of(error));
            return;
        }
        boolean news = !finishAnnounced;
        finishAnnounced = true;
        listener.onFinished(news && pieces.missingBytes() == 0);
    }

    /** For people: what went wrong, without the wrapping that a stage adds. */
    static String message(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
