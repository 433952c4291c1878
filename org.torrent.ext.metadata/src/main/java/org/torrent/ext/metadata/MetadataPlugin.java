package org.torrent.ext.metadata;

import org.osgi.service.component.annotations.Component;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** ut_metadata as a service. Running torrents adopt it at once: a magnet that waits for its metadata can't restart. */
@Component(
        property = {
            PluginProperties.EXTENSION_NAMES + "=" + MetadataPlugin.NAME,
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE
        })
public final class MetadataPlugin implements TorrentPluginFactory {
    /** The extension's name (BEP 9). */
    static final String NAME = "ut_metadata";

    private final UnverifiedBytes unverified = new UnverifiedBytes();

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new MetadataTorrent(torrent, unverified);
    }
}
