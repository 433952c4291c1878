package org.torrent.session.wire;

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
}
