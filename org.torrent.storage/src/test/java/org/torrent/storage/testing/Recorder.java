package org.torrent.storage.testing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.torrent.model.Bitfield;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageListener;

/** Writes down what a torrent hears. */
public class Recorder implements StorageListener {
    /** What is verified, as far as was told. */
    public final BitSet verified = new BitSet();

    /** What is durable, as far as was told. */
    public final BitSet durable = new BitSet();

    /** Pieces that failed, in order. */
    public final List<Integer> failed = new ArrayList<>();

    /** Errors, in order. */
    public final List<StorageException> errors = new ArrayList<>();

    /** Number of calls. */
    public int checks;

    /** Number of calls. */
    public int drained;

    /** Number of calls. */
    public int progress;

    /** Number of pieces lost. */
    public int lost;

    @Override
    public void onCheckProgress(int checkedPieces, int pieces) {
        progress++;
    }

    @Override
    public void onChecked(Bitfield found) {
        checks++;
        verified.clear();
        durable.clear();
        each(found, verified::set);
    }

    @Override
    public void onPieceVerified(int piece) {
        verified.set(piece);
    }

    @Override
    public void onPieceFailed(int piece) {
        failed.add(piece);
    }

    @Override
    public void onDurable(Bitfield pieces) {
        each(pieces, durable::set);
    }

    @Override
    public void onPiecesLost(Bitfield pieces) {
        lost += pieces.cardinality();
        each(pieces, verified::clear);
    }

    @Override
    public void onDrained() {
        drained++;
    }

    @Override
    public void onError(StorageException error) {
        errors.add(error);
    }

    /** Calls for each set bit. */
    protected static void each(Bitfield bits, java.util.function.IntConsumer action) {
        for (int i = bits.next(0); i >= 0; i = bits.next(i + 1)) {
            action.accept(i);
        }
    }
}
