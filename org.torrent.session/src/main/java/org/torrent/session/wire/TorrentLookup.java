package org.torrent.session.wire;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.torrent.protocol.Handshake;

/** Finds the torrent of an incoming connection. Called once for each, on its I/O thread; must not block. */
@FunctionalInterface
public interface TorrentLookup {
    /**
     * Whose connection it is.
     *
     * @param handshake what the peer said, in plain
     * @param learned what the connection's stages found out before it
     * @return the owner, or null: the connection closes
     */
    WireOwner find(Handshake handshake, Learned learned);

    /**
     * Asked when there is none: whether one may come. The connection is held until then.
     *
     * @return completes on any thread with the owner, or with null: the connection closes; cancelled when the connection ends
     *     before. Null when there is nothing to wait for
     */
    default CompletableFuture<WireOwner> await(Handshake handshake, InetSocketAddress remote) {
        return null;
    }
}
