package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A full plugin's part for one torrent. Every hook runs on the torrent's loop and must not block. What a hook throws is
 * counted against the plugin; the torrent goes on.
 */
@ConsumerType
public interface TorrentPlugin {
    /**
     * A connection is attached, after the BitTorrent handshake. The torrent's loop. Throwing closes the connection.
     *
     * @return the plugin for that connection, or null when not interested
     */
    default PeerPlugin newConnection(PeerContext peer) {
        return null;
    }

    /** The metadata became known while the torrent ran (BEP 9), from whatever source. The torrent's loop. */
    default void onMetadata() {}

    /** About once a second. The torrent's loop. */
    default void tick() {}
}
