package org.torrent.storage.piece;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceHashing;

/** A piece that is arriving. The writer's, except for the hasher, which is its hash lane's. */
final class PieceProgress {
    private final int piece;
    private final int blocks;
    private final BitSet written;
    private Incoming[] held;
    private int hashed;
    private boolean abandoned;
    private PieceHasher hasher;

    PieceProgress(int piece, int blocks) {
        this.piece = piece;
        this.blocks = blocks;
        this.written = new BitSet(blocks);
    }

    int piece() {
        return piece;
    }

    boolean isWritten(int block) {
        return written.get(block);
    }

    void markWritten(int first, int count) {
        written.set(first, first + count);
    }

    /** Number of blocks from the first on that went to the hash lane. */
    int hashed() {
        return hashed;
    }

    void advance(int count) {
        hashed += count;
    }

    boolean allHashed() {
        return hashed == blocks;
    }

    /** Keeps a block that came before those in front of it. */
    void hold(Incoming block) {
        if (held == null) {
            held = new Incoming[blocks];
        }
        held[block.index()] = block;
    }

    /** The kept blocks that come next. */
    List<Incoming> takeHeld() {
        List<Incoming> next = new ArrayList<>();
        for (int i = hashed; held != null && i < blocks && held[i] != null; i++) {
            next.add(held[i]);
            held[i] = null;
        }
        return next;
    }

    /** How many blocks come next that were written and not kept. */
    int writtenNext() {
        int at = hashed;
        while (at < blocks && written.get(at) && (held == null || held[at] == null)) {
            at++;
        }
        return at - hashed;
    }

    /** Forgets the piece; answers the blocks it kept. */
    List<Incoming> abandon() {
        abandoned = true;
        List<Incoming> kept = new ArrayList<>();
        for (int i = 0; held != null && i < blocks; i++) {
            if (held[i] != null) {
                kept.add(held[i]);
            }
        }
        held = null;
        return kept;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** The lane's. */
    PieceHasher hasher(HashLane lane, PieceHashing hashing) {
        if (hasher == null) {
            hasher = lane.acquire(hashing, piece);
        }
        return hasher;
    }
}
