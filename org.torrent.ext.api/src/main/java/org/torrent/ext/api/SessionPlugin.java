package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A full plugin, one per session. Register it as a service. Its hooks run on the session's threads (this interface's
 * own on the session loop, {@link #newTorrent} on the torrent's): they see a consistent state and must not block. A hook that throws costs the plugin,
 * never the session.
 */
@ConsumerType
public interface SessionPlugin {
    /** Once, at arrival, before any other hook. The context throws {@link IllegalStateException} after the plugin left. */
    default void added(SessionContext session) {}

    /**
     * A torrent starts; once for each.
     *
     * @param userData what the caller gave when adding the torrent, or null
     * @return the plugin for that torrent, or null when not interested
     */
    default TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return null;
    }

    /** About once a second, before the torrents' ticks. */
    default void onTick() {}

    /** First step of the session's shutdown, or of this plugin's departure. */
    default void abort() {}
}
