package org.torrent.session.plugin;

/** One torrent's plugins. The torrent's loop only. */
public final class TorrentExtensions {
    TorrentExtensions() {}

    /**
     * Both BitTorrent handshakes of a connection are done. Whether it speaks extended messages (BEP 10) is read from
     * {@link PeerPort#reservedBits}; we always do.
     *
     * @throws ConnectionRefusedByPlugin when a plugin's {@code newConnection} threw: close the connection with that reason
     */
    public PeerExtensions connected(PeerPort peer) throws ConnectionRefusedByPlugin {
        return connected(peer, (peer.reservedBits() & PeerExtensions.EXTENDED_BIT) != 0);
    }

    /** The same, when the caller knows better whether extended messages may be sent. */
    public PeerExtensions connected(PeerPort peer, boolean extended) throws ConnectionRefusedByPlugin {
        throw new UnsupportedOperationException();
    }

    /** The metadata became known while the torrent ran. */
    public void onMetadata() {
        throw new UnsupportedOperationException();
    }

    /** About once a second, before the connections' ticks. */
    public void tick(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** The torrent's session ends; its connections were disconnected before. */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
