package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A full plugin, one per session. Register it as a service. Its hooks run on the session's threads (this interface's
 * own on the session's loop, {@link #newTorrent} on the torrent's, so on several at once): they see a consistent state
 * and must not block. What a hook throws is counted against the plugin and never reaches the session.
 */
@ConsumerType
public interface SessionPlugin {
    /**
     * Once, at arrival, before any other hook. The session's loop. A plugin that throws here is refused.
     *
     * @param session throws {@link IllegalStateException} after the plugin left
     */
    default void added(SessionContext session) {}

    /**
     * A torrent starts, or starts again after a pause; once for each start. The torrent's loop. Throwing counts as not
     * interested.
     *
     * @param torrent valid until the torrent stops or the plugin leaves
     * @param userData what the caller gave when adding the torrent, or null
     * @return the plugin for that torrent, or null when not interested
     */
    default TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return null;
    }

    /** About once a second, before the torrents' ticks. The session's loop. */
    default void onTick() {}

    /** First step of the session's shutdown, or of this plugin's departure; once. The session's loop. */
    default void abort() {}
}
