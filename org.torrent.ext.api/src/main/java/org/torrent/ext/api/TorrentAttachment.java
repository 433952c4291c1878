package org.torrent.ext.api;

import java.util.Objects;

/**
 * A plugin for one torrent, from its first start on: give it to {@code AddTorrent.Builder.attachments}. What
 * {@link TorrentPlugins} says of attached factories holds for it.
 *
 * @param factory asked on the torrent's loop
 * @param userData handed to the factory, in place of that of {@code AddTorrent}; may be null
 */
public record TorrentAttachment(TorrentPluginFactory factory, Object userData) {
    /** Checks that there is a factory. */
    public TorrentAttachment {
        Objects.requireNonNull(factory, "the factory");
    }
}
