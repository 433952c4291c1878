package org.torrent.session.pieces;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.GrowingPause;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.spi.storage.StorageException;

/**
 * What follows when storage can't go on for now, as when the disk is full: nobody is asked for anything, the reason is
 * shown and told once, storage is tried with growing pauses, and the torrent goes on by itself. On the torrent's loop.
 */
final class StorageTrouble {
    private final Mailbox<TorrentInput> mailbox;
    private final TorrentAlerts alerts;
    private final ContentsListener listener;
    private final BooleanSupplier isOver;
    private final Runnable goesOn;
    private final GrowingPause pause =
            new GrowingPause(TorrentLimits.STORAGE_RETRY_NANOS, TorrentLimits.STORAGE_RETRY_MAX_NANOS);
    private String told = "";

    /**
     * None yet.
     *
     * @param isOver whether nobody cares any more
     * @param goesOn run when storage works again
     */
    StorageTrouble(
            Mailbox<TorrentInput> mailbox,
            TorrentAlerts alerts,
            ContentsListener listener,
            BooleanSupplier isOver,
            Runnable goesOn) {
        this.mailbox = mailbox;
        this.alerts = alerts;
        this.listener = listener;
        this.isOver = isOver;
        this.goesOn = goesOn;
    }

    /** Storage failed in a way that may pass; of many writes that were under way the first counts. */
    void begin(TorrentPieces pieces, StorageException error) {
        if (pieces.hold()) {
            tell(error);
            listener.onHeld();
            probeLater(pieces);
        }
    }

    /** Something came to its end: what is tried next is tried soon. */
    void worked() {
        pause.reset();
        told = "";
    }

    private void tell(StorageException error) {
        listener.onTrouble(error.getMessage());
        if (!error.getMessage().equals(told)) {
            told = error.getMessage();
            alerts.post(AlertType.FILE_ERROR, error::getMessage, Map.of(AlertDetail.REASON, error.getMessage()));
        }
    }

    private void probeLater(TorrentPieces pieces) {
        mailbox.later(TorrentInput.STORAGE_RETRY, pause.next(), () -> {
            if (!isOver.getAsBoolean()) {
                pieces.storage()
                        .probe()
                        .whenComplete(
                                (v, error) -> mailbox.post(TorrentInput.STORAGE_PROBED, () -> probed(pieces, error)));
            }
        });
    }

    private void probed(TorrentPieces pieces, Throwable error) {
        if (isOver.getAsBoolean()) {
            return;
        }
        if (error == null) {
            pieces.unhold();
            listener.onTrouble("");
            goesOn.run();
            return;
        }
        StorageException why = of(error);
        tell(why);
        if (why.recoverable()) {
            probeLater(pieces);
        } else {
            listener.onFatal(why.getMessage());
        }
    }

    /** Whether storage said that waiting may help. */
    static boolean mayPass(Throwable error) {
        return cause(error) instanceof StorageException said && said.recoverable();
    }

    /** What storage said; what it did not say may pass. */
    static StorageException of(Throwable error) {
        Throwable cause = cause(error);
        return cause instanceof StorageException said ? said : new StorageException(cause.toString(), true, cause);
    }

    /** Without the wrapping that a stage adds. */
    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
