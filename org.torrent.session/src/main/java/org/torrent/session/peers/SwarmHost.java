package org.torrent.session.peers;

import org.torrent.session.pieces.TorrentPieces;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.spi.storage.StorageException;

/** What the peers' side of a torrent needs to know of the rest. On the torrent's loop. */
public interface SwarmHost {
    /** Whether it takes part in the swarm. */
    boolean isRunning();

    /** Whether it may tell others of itself: it runs, and knows what is missing, or that it can't know that yet. */
    boolean mayAnnounce();

    /** Whether it has everything that is wanted. */
    boolean isSeeding();

    /** Its pieces; null while no storage is open. */
    TorrentPieces pieces();

    /** Its plugins; null before it first ran. */
    PluginsOfTorrent plugins();

    /** A block that a peer asked for can't be read. */
    void unreadable(StorageException error);
}
