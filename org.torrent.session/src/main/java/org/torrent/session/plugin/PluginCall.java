package org.torrent.session.plugin;

/** Everything the plugin runtime posts to one of the engine's loops. */
public enum PluginCall {
    /** To a torrent: plugins came or went. */
    CATALOG_CHANGED,
    /** To a torrent: what an {@code ExtensionPlugin} adds to our handshake. */
    EXTRA_KEYS,
    /** To a torrent: what an {@code ExtensionPlugin} answers to a message. */
    REPLY,
    /** To a torrent: a full plugin sends an extended message. */
    SEND,
    /** To a torrent: a full plugin gives a block back. */
    BLOCK_BACK,
    /** To a torrent: a full plugin closes a connection. */
    DISCONNECT,
    /** To a torrent: a full plugin offers the metadata. */
    SUPPLY_METADATA,
    /** To a torrent: a full plugin pauses or resumes it. */
    LIFE,
    /** To a torrent: a full plugin names trackers or peers. */
    NAME,
    /** To a torrent: a full plugin wants our handshake repeated. */
    REPEAT_HANDSHAKE,
    /** To a torrent: a task that a full plugin handed in. */
    TASK,
    /** To a torrent: what plugins saved for it was read after it began to live. */
    STATES_CAME,
    /** To the session, after the deadline of a call: a full plugin left meanwhile, and is forgotten. */
    LEAVE,
    /** To the session, after the same: its shutdown waits no longer for plugins. */
    ABORT,
    /** To the session, after a pause: what plugins saved is written again. */
    SAVE_STATE,
    /** To the session, after the deadline of a question to plugins, or when one that is asked leaves: it has no answer. */
    QUESTION,
    /** To the session, each second: the watch over plugins. */
    WATCH,
    /** To the session, after a deadline: a plugin's start or its release has not returned. */
    OVERDUE,
    /** To the session: all plugins that were announced are here, but for such that hang. */
    SETTLED
}
