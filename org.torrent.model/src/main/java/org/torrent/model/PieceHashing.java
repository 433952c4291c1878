package org.torrent.model;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How pieces are hashed: the SHA-1 of their bytes in version 1 (BEP 3), the root of a tree of SHA-256 in version 2
 * (BEP 52). Only implementations and who reads or writes metainfo know which hash that is and how long. Immutable; any
 * thread.
 */
@ProviderType
public interface PieceHashing {
    /** Length of a piece's hash in bytes. */
    int hashBytes();

    /**
     * A hasher at the first byte of a piece.
     *
     * @param piece its index
     * @param spare a hasher that was finished, of whichever hashing, to be used again if it fits; or null
     */
    PieceHasher hasher(int piece, PieceHasher spare);
}
