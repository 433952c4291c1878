package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;

/** A full plugin's part for one torrent. Every hook runs on the torrent's loop and must not block. */
@ConsumerType
public interface TorrentPlugin {
    /**
     * A connection is attached, after the BitTorrent handshake. Throwing closes the connection.
     *
     * @return the plugin for that connection, or null when not interested
     */
    default PeerPlugin newConnection(PeerContext peer) {
        return null;
    }

    /** The metadata became known while the torrent ran (BEP 9), from whatever source. */
    default void onMetadata() {}

    /** About once a second. */
    default void tick() {}
}
