package org.torrent.ext.pex;

import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.runtime.configuration.ConfiguredValues;

/** ut_pex as a service. Running torrents adopt it at once, and follow its configuration. */
@Component(
        configurationPid = "org.torrent.ext.pex",
        property = {
            PluginProperties.EXTENSION_NAMES + "=" + PexPlugin.NAME,
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE
        })
@Designate(ocd = PexConfiguration.class)
public final class PexPlugin implements SessionPlugin {
    /** The extension's name (BEP 11). */
    static final String NAME = "ut_pex";

    private static final String GIVEN = "torrent.given";

    private final String property;
    private final boolean given;
    private volatile ConfiguredValues values;
    private volatile PexSettings settings;
    private volatile SessionContext session;

    /** Called by Declarative Services. */
    @Activate
    public PexPlugin(BundleContext context, Map<String, Object> configured) {
        this.property = context.getProperty(PexSettings.PROPERTY);
        String flags = context.getProperty(GIVEN);
        this.given = flags != null && List.of(flags.split(",")).contains(PexSettings.PROPERTY);
        this.values = ConfiguredValues.ofPlugin(PexSettings.PID, configured);
        this.settings = PexSettings.of(values, property, given);
    }

    /** For embedders without a container. */
    public PexPlugin() {
        this.property = null;
        this.given = false;
        this.values = new ConfiguredValues(PexSettings.PID, Map.of());
        this.settings = PexSettings.of(values, null, false);
    }

    /** The configuration changed: torrents see it with their next tick. */
    @Modified
    void modified(Map<String, Object> configured) {
        values = values.next(configured);
        settings = PexSettings.of(values, property, given);
        SessionContext known = session;
        if (known != null) {
            tellWrongValues(known);
        }
    }

    @Override
    public void added(SessionContext context) {
        session = context;
        tellWrongValues(context);
    }

    private void tellWrongValues(SessionContext context) {
        values.wrong()
                .forEach(wrong -> context.postAlert(Alert.of(AlertType.CONFIGURATION_WRONG, wrong.toString())
                        .detail(AlertDetail.PID, PexSettings.PID)
                        .detail(AlertDetail.KEY, wrong.key())
                        .detail(AlertDetail.REASON, wrong.reason())
                        .build()));
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new PexTorrent(torrent, () -> settings);
    }
}
