package org.torrent.session.pieces;

import java.util.function.Consumer;
import org.torrent.model.Bitfield;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageListener;

/** Carries what storage says to the torrent's loop, as long as the torrent uses that opening of it. Storage threads. */
final class StorageReports implements StorageListener {
    private final Mailbox<TorrentInput> mailbox;
    private final OpenContents contents;

    StorageReports(Mailbox<TorrentInput> mailbox, OpenContents contents) {
        this.mailbox = mailbox;
        this.contents = contents;
    }

    private void post(Consumer<OpenContents> report) {
        mailbox.post(TorrentInput.STORAGE_REPORT, () -> contents.report(report));
    }

    @Override
    public void onCheckProgress(int checkedPieces, int pieces) {
        post(open -> open.onCheckProgress(checkedPieces));
    }

    @Override
    public void onChecked(Bitfield verified) {
        post(open -> open.onChecked(verified));
    }

    @Override
    public void onWarning(String message) {
        post(open -> open.onWarning(message));
    }

    @Override
    public void onPieceVerified(int piece) {
        post(open -> open.onPieceVerified(piece));
    }

    @Override
    public void onPieceFailed(int piece) {
        post(open -> open.onPieceFailed(piece));
    }

    @Override
    public void onDurable(Bitfield durable) {
        post(open -> open.onDurable(durable));
    }

    @Override
    public void onPiecesLost(Bitfield lost) {
        post(open -> open.onPiecesLost(lost));
    }

    @Override
    public void onDrained() {
        post(OpenContents::onDrained);
    }

    @Override
    public void onError(StorageException error) {
        post(open -> open.onStorageError(error));
    }
}
