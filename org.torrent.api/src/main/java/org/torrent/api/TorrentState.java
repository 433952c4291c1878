package org.torrent.api;

/** What a torrent is doing. Later versions may add states, so a {@code switch} needs a default. */
public enum TorrentState {
    /** Waits for its turn to start. */
    STARTING,
    /** Fetches its metadata from peers (BEP 9). */
    METADATA,
    /** Looks at what is on disk. */
    CHECKING,
    /** Fetches pieces. */
    DOWNLOADING,
    /** Has every wanted piece. */
    SEEDING,
    /** The user paused it. */
    PAUSED,
    /** Something failed; the snapshot says what. */
    ERROR,
    /** Waits for a transport or storage to come back; the snapshot says for what. */
    WAITING
}
