package org.torrent.session.core;

import java.util.random.RandomGenerator;
import org.torrent.model.Bitfield;

/**
 * How many peers have each piece, and among the fresh pieces (wanted, not had, not begun) the rarest that a peer has.
 * Peers that have everything are one counter on top of the counts per piece. When one leaves that became complete piece
 * by piece, either counter may stand for it: the sums are right in both cases.
 */
final class Rarity {
    /** Fresh pieces looked at in order of rarity before the search goes by what the peer has. */
    static final int BY_RARITY_MAX = 256;

    /** Fresh pieces of the peer compared in that second search. */
    static final int BY_PEER_MAX = 512;

    private final int[] counts;
    private final RarityBuckets fresh;
    private final Bitfield notFresh;
    private final RandomGenerator random;
    private int seeds;

    /** Pieces looked at so far: what tests measure instead of time. */
    long steps;

    /** All pieces are fresh and nobody has them. */
    Rarity(int pieces, RandomGenerator random) {
        this.counts = new int[pieces];
        this.fresh = new RarityBuckets(pieces, random);
        this.notFresh = new Bitfield(pieces);
        this.random = random;
        for (int piece = 0; piece < pieces; piece++) {
            fresh.add(piece, 0);
        }
    }

    int availability(int piece) {
        return counts[piece] + seeds;
    }

    /** Number of fresh pieces that somebody has. */
    int available() {
        return seeds > 0 ? fresh.size() : fresh.size() - fresh.size(0);
    }

    boolean isFresh(int piece) {
        return fresh.contains(piece);
    }

    /** The piece may be begun; nothing happens when it was fresh before. */
    void addFresh(int piece) {
        if (notFresh.clear(piece)) {
            fresh.add(piece, counts[piece]);
        }
    }

    /** The piece was begun, or is not wanted, or is had; nothing happens when it was not fresh. */
    void removeFresh(int piece) {
        if (notFresh.set(piece)) {
            fresh.remove(piece, counts[piece]);
        }
    }

    void peerHas(Bitfield bits) {
        if (bits.isFull()) {
            seeds++;
            return;
        }
        for (int piece = bits.next(0); piece >= 0; piece = bits.next(piece + 1)) {
            count(piece, 1);
        }
    }

    void peerHas(int piece) {
        count(piece, 1);
    }

    void peerGone(Bitfield bits) {
        if (bits.isFull() && seeds > 0) {
            seeds--;
            return;
        }
        for (int piece = bits.next(0); piece >= 0; piece = bits.next(piece + 1)) {
            count(piece, -1);
        }
    }

    /**
     * A peer has a piece no more. One that had everything is counted for each other piece from now on, as long as seeds are
     * counted: at most once for each peer that came as one.
     */
    void peerLost(Bitfield bits, int lost) {
        boolean wasSeed = bits.cardinality() == bits.size() - 1 && seeds > 0;
        if (!wasSeed) {
            count(lost, -1);
            return;
        }
        seeds--;
        for (int piece = bits.next(0); piece >= 0; piece = bits.next(piece + 1)) {
            count(piece, 1);
        }
    }

    private void count(int piece, int by) {
        int before = counts[piece];
        if (before + by < 0) {
            throw new IllegalStateException("a peer is gone that was never counted for piece " + piece);
        }
        counts[piece] = before + by;
        if (fresh.contains(piece)) {
            fresh.remove(piece, before);
            fresh.add(piece, before + by);
        }
    }

    /** The fresh piece of lowest index that the peer has, or -1. */
    int firstOf(Bitfield peerBits) {
        steps++;
        return peerBits.nextBeyond(notFresh, 0);
    }

    /** The rarest fresh piece that is in both fields, or -1; for a small {@code allowed}. */
    int rarestOf(Bitfield peerBits, Bitfield allowed) {
        int best = -1;
        for (int piece = allowed.nextBeyond(notFresh, 0); piece >= 0; piece = allowed.nextBeyond(notFresh, piece + 1)) {
            steps++;
            if (peerBits.get(piece) && (best < 0 || counts[piece] < counts[best])) {
                best = piece;
            }
        }
        return best;
    }

    /**
     * The rarest fresh piece that the peer has, or -1. When it has none of the rarest few hundred, the rarest of a few
     * hundred that it does have, so that the work is bounded whatever the peers have.
     */
    int rarestOf(Bitfield peerBits) {
        int left = BY_RARITY_MAX;
        // A peer without everything was counted for each piece: those that nobody was counted for it does not have.
        for (int bag = peerBits.isFull() ? 0 : 1; bag < fresh.bags(); bag++) {
            for (int i = 0; i < fresh.size(bag); i++) {
                if (left-- == 0) {
                    return sampleOf(peerBits);
                }
                steps++;
                int piece = fresh.get(bag, i);
                if (peerBits.get(piece)) {
                    return piece;
                }
            }
        }
        return -1;
    }

    private int sampleOf(Bitfield peerBits) {
        int start = random.nextInt(counts.length);
        int best = -1;
        int piece = peerBits.nextBeyond(notFresh, start);
        boolean wrapped = false;
        for (int left = BY_PEER_MAX; left > 0; left--) {
            if (piece < 0 && !wrapped) {
                wrapped = true;
                piece = peerBits.nextBeyond(notFresh, 0);
            }
            if (piece < 0 || wrapped && piece >= start) {
                break;
            }
            steps++;
            if (best < 0 || counts[piece] < counts[best]) {
                best = piece;
            }
            piece = peerBits.nextBeyond(notFresh, piece + 1);
        }
        return best;
    }
}
