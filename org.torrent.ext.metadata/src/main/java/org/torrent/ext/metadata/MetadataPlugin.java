package org.torrent.ext.metadata;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** ut_metadata as a service. Running torrents adopt it at once, and follow its configuration: a magnet that waits for its metadata can't restart. */
@Component(
        configurationPid = "org.torrent.ext.metadata",
        property = {
            PluginProperties.EXTENSION_NAMES + "=" + MetadataPlugin.NAME,
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE
        })
@Designate(ocd = MetadataConfiguration.class)
public final class MetadataPlugin implements TorrentPluginFactory {
    /** The extension's name (BEP 9). */
    static final String NAME = "ut_metadata";

    private final UnverifiedBytes unverified = new UnverifiedBytes();
    private volatile boolean serves = true; // read by the torrents' loops

    /** Called by Declarative Services; again, on this same object, when the configuration changes. */
    @Activate
    @Modified
    void configure(MetadataConfiguration configuration) {
        serves = configuration.serve();
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new MetadataTorrent(torrent, unverified, () -> serves);
    }
}
