package org.torrent.example.peermonitor;

import org.osgi.service.component.annotations.Component;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** Watches every connection of every torrent, those that run already too. */
@Component(
        property = {
            PluginProperties.EXTENSION_NAMES + "=" + PeerMonitor.HELLO,
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE
        })
public final class PeerMonitor implements TorrentPluginFactory {
    /** The message two monitors exchange. */
    static final String HELLO = "org_torrent_hello";

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new MonitoredTorrent(torrent);
    }
}
