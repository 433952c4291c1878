package org.torrent.ext.pex;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** ut_pex as a service. Running torrents adopt it at once, and follow its configuration. */
@Component(
        configurationPid = "org.torrent.ext.pex",
        property = {
            PluginProperties.EXTENSION_NAMES + "=" + PexPlugin.NAME,
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE
        })
@Designate(ocd = PexConfiguration.class)
public final class PexPlugin implements TorrentPluginFactory {
    /** The extension's name (BEP 11). */
    static final String NAME = "ut_pex";

    private static final String PROPERTY = "torrent.pex";

    private final String property;
    private volatile PexSettings settings;

    /** Called by Declarative Services. */
    @Activate
    public PexPlugin(BundleContext context, PexConfiguration configuration) {
        this.property = context.getProperty(PROPERTY);
        this.settings = PexSettings.of(configuration, property);
    }

    /** For embedders without a container. */
    public PexPlugin() {
        this.property = null;
        this.settings = PexSettings.DEFAULTS;
    }

    /** The configuration changed: torrents see it with their next tick. */
    @Modified
    void modified(PexConfiguration configuration) {
        settings = PexSettings.of(configuration, property);
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new PexTorrent(torrent, () -> settings);
    }
}
