package org.torrent.ext.api;

import org.osgi.annotation.versioning.ConsumerType;

/** A full plugin without state of the session: register it as a service instead of a {@link SessionPlugin}. */
@ConsumerType
@FunctionalInterface
public interface TorrentPluginFactory {
    /** As {@link SessionPlugin#newTorrent}: the torrent's loop, null when not interested, throwing counts as null. */
    TorrentPlugin newTorrent(TorrentContext torrent, Object userData);
}
