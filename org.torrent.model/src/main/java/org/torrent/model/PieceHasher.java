package org.torrent.model;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** Hashes a piece as its bytes come. One piece at a time, one thread at a time. */
@ProviderType
public interface PieceHasher {
    /** The next bytes of the piece, as many as come; what remains of the buffer is consumed. */
    void update(ByteBuffer bytes);

    /** The piece's hash. The hasher is a spare one then, see {@link PieceHashing#hasher}. */
    byte[] finish();
}
