package org.torrent.session.mailbox;

/** Everything that may enter the session's loop, and who posts it. */
public enum SessionInput {
    /** The container's threads: a transport came or went. */
    TRANSPORTS,
    /** The container's threads: other settings. */
    CONFIGURE,
    /** The container's threads, timer: the storage that somebody waits for came, or did not in time. */
    STORAGE,
    /** Timer: a port that could not be bound is tried again. */
    LISTEN_AGAIN,
    /** Timer: an accepted connection must have said its handshake by now. */
    HANDSHAKE_DUE,
    /** Lanes, timer: plugins said what to do with a torrent that a peer named, or had their time. */
    UNKNOWN_TORRENT,
    /** Front ends: a torrent is added. */
    ADD,
    /** Storage threads: a .torrent file was made. */
    CREATED,
    /** Storage threads: the records of an earlier run were read. */
    RESUME,
    /** Timer: a record that could not be saved or removed is tried again. */
    SAVE_AGAIN,
    /** Whoever watches over loops: a torrent is rebuilt on another one. */
    REBUILD,
    /** Torrent loops: about once a second, what their torrents could use of what is shared. */
    SHARES,
    /** The plugin runtime: hooks of a session plugin, its watch. */
    PLUGINS,
    /** The container's threads: the session ends. */
    STOP
}
