package org.torrent.session.core;

import java.util.List;

/**
 * Who poisons (smart ban): a single contributor to a piece that fails its hash is guilty; of several, those are guilty
 * whose blocks differ from the blocks of the same piece once it passes. Suspicion alone bans nobody.
 *
 * @param <P> opaque, compared by equals; may outlive the connection
 */
public final class BadPieces<P> {
    /**
     * One block of a piece that failed.
     *
     * @param block index of the 16 KiB block within the piece
     * @param peer who sent it
     * @param digest 64 bits over its bytes, keyed with a random number so that nobody can aim at a collision
     */
    public record Sent<P>(int block, P peer, long digest) {}

    /** A piece failed its hash. Returns whom to ban now: its only contributor, if there was only one. */
    public List<P> failed(int piece, List<Sent<P>> blocks) {
        throw new UnsupportedOperationException();
    }

    /** Whether the piece failed before: only then {@link #passed} needs to be called. */
    public boolean isSuspect(int piece) {
        throw new UnsupportedOperationException();
    }

    /** A piece passed its hash. Returns whom to ban now: all who sent another block than the good one before. */
    public List<P> passed(int piece, long[] digests) {
        throw new UnsupportedOperationException();
    }

    /** In how many failed pieces, not yet explained, this peer took part. */
    public int suspicion(P peer) {
        throw new UnsupportedOperationException();
    }
}
