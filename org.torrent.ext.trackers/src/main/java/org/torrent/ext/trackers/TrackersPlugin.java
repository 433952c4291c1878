package org.torrent.ext.trackers;

import java.util.Map;
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

/** Tracker exchange as a service; running torrents adopt it at once. */
@Component(
        service = SessionPlugin.class,
        configurationPid = TrackersSettings.PID,
        property = {
            PluginProperties.EXTENSION_NAMES + "=" + TrackersPlugin.NAME,
            PluginProperties.EXTENSION_NAMES + "=" + TrackersPlugin.WIRE_NAME,
            PluginProperties.ADOPTION + "=" + PluginProperties.ADOPTION_LIVE
        })
@Designate(ocd = TrackersConfiguration.class)
public final class TrackersPlugin implements SessionPlugin {
    /** The name whose id is reserved. */
    static final String NAME = "lt_trackers";

    /** The name that libtorrent used on the wire (BEP 28). */
    static final String WIRE_NAME = "lt_tex";

    private volatile ConfiguredValues values;
    private volatile TrackersSettings settings = TrackersSettings.SHIPPED;
    private volatile SessionContext session;

    /** With what is configured. */
    @Activate
    public void activate(Map<String, Object> configured) {
        values = ConfiguredValues.ofPlugin(TrackersSettings.PID, configured);
        settings = TrackersSettings.of(values);
    }

    /** What is configured changed. */
    @Modified
    public void modified(Map<String, Object> configured) {
        values = values.next(configured);
        TrackersSettings before = settings;
        settings = TrackersSettings.of(values);
        SessionContext known = session;
        if (known != null) {
            tellWrongValues(known);
            if (before.enabled() != settings.enabled()) {
                known.torrents().forEach(TorrentContext::repeatHandshake);
            }
        }
    }

    @Override
    public void added(SessionContext context) {
        session = context;
        tellWrongValues(context);
    }

    private void tellWrongValues(SessionContext context) {
        ConfiguredValues read = values;
        if (read != null) {
            read.wrong()
                    .forEach(wrong -> context.postAlert(Alert.of(AlertType.CONFIGURATION_WRONG, wrong.toString())
                            .detail(AlertDetail.PID, TrackersSettings.PID)
                            .detail(AlertDetail.KEY, wrong.key())
                            .detail(AlertDetail.REASON, wrong.reason())
                            .build()));
        }
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        return new TrackersTorrent(torrent, () -> settings);
    }
}
