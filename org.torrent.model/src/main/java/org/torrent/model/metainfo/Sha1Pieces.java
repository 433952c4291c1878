package org.torrent.model.metainfo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceVerifier;

/**
 * The pieces of version 1 (BEP 3): the SHA-1 of each piece's bytes. The hashes stand one after the other in the
 * {@code pieces} string; this is a view of them.
 */
final class Sha1Pieces implements PieceVerifier {
    static final int HASH_BYTES = 20;

    /** Of a torrent that is yet to be made. */
    static final Sha1Pieces NONE = new Sha1Pieces(new byte[0], 0, 0);

    private final byte[] source;
    private final int start;
    private final int count;

    /** A view of so many hashes in a larger array. */
    Sha1Pieces(byte[] source, int start, int count) {
        this.source = source;
        this.start = start;
        this.count = count;
    }

    @Override
    public int hashBytes() {
        return HASH_BYTES;
    }

    @Override
    public PieceHasher hasher(int piece, PieceHasher spare) {
        return spare instanceof Hasher fit ? fit : new Hasher();
    }

    @Override
    public boolean matches(int piece, byte[] hash) {
        int at = at(piece);
        return Arrays.equals(source, at, at + HASH_BYTES, hash, 0, hash.length);
    }

    /** A copy of a piece's hash. */
    byte[] hash(int piece) {
        int at = at(piece);
        return Arrays.copyOfRange(source, at, at + HASH_BYTES);
    }

    private int at(int piece) {
        if (piece < 0 || piece >= count) {
            throw new IndexOutOfBoundsException("piece " + piece + " of " + count);
        }
        return start + piece * HASH_BYTES;
    }

    private static final class Hasher implements PieceHasher {
        private final MessageDigest digest = Sha1.digest();

        @Override
        public void update(ByteBuffer bytes) {
            digest.update(bytes);
        }

        @Override
        public byte[] finish() {
            return digest.digest();
        }
    }
}
