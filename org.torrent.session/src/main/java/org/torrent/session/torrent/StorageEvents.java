package org.torrent.session.torrent;

import org.torrent.model.Bitfield;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageListener;

/** Carries what storage says to the torrent's loop, as long as the torrent uses that storage. */
final class StorageEvents implements StorageListener {
    private final Torrent torrent;

    StorageEvents(Torrent torrent) {
        this.torrent = torrent;
    }

    private void post(Runnable event) {
        torrent.loop().execute(() -> {
            if (torrent.contents().listensTo(this)) {
                event.run();
                torrent.peers().flush();
            }
        });
    }

    @Override
    public void onCheckProgress(int checkedPieces, int pieces) {
        post(() -> torrent.contents().onCheckProgress(checkedPieces));
    }

    @Override
    public void onChecked(Bitfield verified) {
        post(() -> torrent.contents().onChecked(verified));
    }

    @Override
    public void onPieceVerified(int piece) {
        post(() -> torrent.contents().onPieceVerified(piece));
    }

    @Override
    public void onPieceFailed(int piece) {
        post(() -> torrent.contents().onPieceFailed(piece));
    }

    @Override
    public void onDurable(Bitfield durable) {
        post(() -> torrent.contents().onDurable(durable));
    }

    @Override
    public void onPiecesLost(Bitfield lost) {
        post(() -> torrent.contents().onPiecesLost(lost));
    }

    @Override
    public void onDrained() {
        post(torrent.contents()::onDrained);
    }

    @Override
    public void onError(StorageException error) {
        post(() -> torrent.contents().onStorageError(error));
    }
}
