package org.torrent.session.torrent;

import org.torrent.api.TorrentState;

/** Where a torrent's life cycle stands. */
enum Phase {
    /** Added, not started yet. */
    NEW(TorrentState.STARTING, false),
    /** The user paused it. */
    PAUSED(TorrentState.PAUSED, false),
    /** Fetches the metadata. */
    METADATA(TorrentState.METADATA, true),
    /** Waits for a storage provider. */
    NO_STORAGE(TorrentState.WAITING, true),
    /** The storage is being opened, or looks at what is there. */
    CHECKING(TorrentState.CHECKING, true),
    /** Pieces are missing. */
    DOWNLOADING(TorrentState.DOWNLOADING, true),
    /** Every wanted piece is verified. */
    SEEDING(TorrentState.SEEDING, true),
    /** Stopped by a failure. */
    ERROR(TorrentState.ERROR, false),
    /** Removed, or the session ended. */
    GONE(TorrentState.PAUSED, false);

    final TorrentState state;
    final boolean active;

    Phase(TorrentState state, boolean active) {
        this.state = state;
        this.active = active;
    }
}
