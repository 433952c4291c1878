package org.torrent.spi.storage;

import org.osgi.annotation.versioning.ConsumerType;
import org.torrent.model.Bitfield;

/** What a torrent hears from its storage. Called on storage threads, one at a time per torrent; must not block. */
@ConsumerType
public interface StorageListener {
    /** The check goes on. */
    void onCheckProgress(int checkedPieces, int pieces);

    /** The check ended: these pieces are there (verified); a copy. */
    void onChecked(Bitfield verified);

    /** Something about the files is odd and stays so; nothing is done about it. One line for people. */
    void onWarning(String message);

    /** All blocks came and the hash is right. */
    void onPieceVerified(int piece);

    /** All blocks came and the hash is wrong; nothing of the piece is kept. */
    void onPieceFailed(int piece);

    /** Verified pieces became durable: forced and journalled. */
    void onDurable(Bitfield durable);

    /** Pieces that were verified are not to be believed any more (a failed force): fetch them again. */
    void onPiecesLost(Bitfield lost);

    /** {@code queuedBytes} fell below the soft bound again. */
    void onDrained();

    /** Writing failed; queued blocks are gone and their pieces start over. {@code recoverable}: try again later (disk full). */
    void onError(StorageException error);
}
