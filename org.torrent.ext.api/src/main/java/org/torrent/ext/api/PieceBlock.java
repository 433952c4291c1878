package org.torrent.ext.api;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The payload of a {@code piece} message while {@link PeerPlugin#onPiece} runs. On the torrent's loop, during the hook only. */
@ProviderType
public interface PieceBlock {
    /**
     * The payload: a new read-only view, its remaining bytes are as many as the request's length.
     *
     * @throws IllegalStateException after the hook
     */
    ByteBuffer bytes();

    /**
     * Takes a reference of the plugin's own, which lasts beyond the hook, whatever the verdict.
     *
     * @return nothing when this plugin or all plugins together hold too much already; it is counted as dropped
     * @throws IllegalStateException after the hook, or at the second call
     */
    Optional<HeldBlock> hold();
}
