package org.torrent.session.mailbox;

/** Everything that may enter the loop of a torrent, and who posts it. */
public enum TorrentInput {
    /** I/O threads: a dialled connection is up. */
    WIRE_OPEN,
    /** I/O threads: a peer's BitTorrent handshake. */
    WIRE_HANDSHAKE,
    /** I/O threads: the messages and blocks of one portion of input. */
    WIRE_BATCH,
    /** I/O threads: the queue to a peer has room again. */
    WIRE_ROOM,
    /** I/O threads: a connection ended, or a dial failed. */
    WIRE_CLOSED,
    /** I/O threads: what a plugin sent reached the socket, or never will. */
    WIRE_SENT,
    /** Storage threads: the files are open, or can't be opened. */
    STORAGE_OPENED,
    /** Storage threads: checked, verified, failed, durable, lost, drained, an error. */
    STORAGE_REPORT,
    /** Storage threads: a flush ended. */
    STORAGE_FLUSHED,
    /** Storage threads: a block for a peer could not be read. */
    BLOCK_UNREADABLE,
    /** Whoever gave a block back: the pool has room for an upload. */
    POOL_ROOM,
    /** Front ends and the session: start, pause, recheck, connect, shut down, remove. */
    COMMAND,
    /** The container's threads, a filter's: a transport, a storage, a peer source or an address filter came, went or changed. */
    PROVIDERS,
    /** Peer sources: endpoints were found. */
    PEERS_FOUND,
    /** Plugins and front ends: the raw info dictionary is offered. */
    METADATA_OFFERED,
    /** Plugins: a call of theirs on a handle, an answer of a lane, a task. */
    PLUGIN_CALL,
    /** The registry: plugins came or went. */
    PLUGINS_CHANGED,
    /** The session loop: this loop's shares of what is shared. */
    SHARES,
    /** Timer: about once a second. */
    TICK,
    /** The loop itself: the next of many pieces that peers are told to be gone. */
    DONT_HAVES,
    /** Timer: a peer that found no unchoke slot is looked for one again. */
    SLOT_RETRY,
    /** Storage threads: whether storage works again. */
    STORAGE_PROBED,
    /** Timer: storage is tried again after an error that may pass. */
    STORAGE_RETRY
}
