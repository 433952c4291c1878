package org.torrent.api;

/** Kinds of alerts; a subscriber names those it wants, and others are not even made. Later versions may add some. */
public enum AlertCategory {
    /** Something went wrong. */
    ERROR,
    /** Torrents added, removed, started, finished; ports bound. */
    STATUS,
    /** Connections. */
    PEER,
    /** Pieces. */
    PIECE_PROGRESS,
    /** Trackers and other peer sources. */
    TRACKER,
    /** Files, checking, durability. */
    STORAGE,
    /** Plugins came, left, were refused or quarantined. */
    PLUGIN,
    /** Posted by plugins. */
    EXTENSION
}
