package org.torrent.model;

import org.osgi.annotation.versioning.ProviderType;

/** How a torrent's pieces are hashed and what they must hash to. Immutable; any thread. */
@ProviderType
public interface PieceVerifier extends PieceHashing {
    /**
     * Whether that is the piece's hash; a hash of another length is not.
     *
     * @throws IndexOutOfBoundsException when there is no such piece
     */
    boolean matches(int piece, byte[] hash);
}
