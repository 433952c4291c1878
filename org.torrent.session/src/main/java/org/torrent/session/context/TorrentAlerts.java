package org.torrent.session.context;

import java.util.Map;
import java.util.function.Supplier;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.alert.Alerts;

/** Posts alerts in a torrent's name. Any thread. */
public final class TorrentAlerts {
    private final Alerts alerts;
    private final TorrentId id;

    /** Alerts about that torrent. */
    public TorrentAlerts(Alerts alerts, TorrentId id) {
        this.alerts = alerts;
        this.id = id;
    }

    /** Made only if anybody wants it. */
    public void post(AlertType type, Supplier<String> message, Map<AlertDetail, ?> details) {
        alerts.post(type, id, message, details);
    }

    /** What was left out or changed when the metadata was read, one alert each; there are few. */
    public void warn(Metainfo metainfo) {
        for (String warning : metainfo.warnings()) {
            post(
                    AlertType.TORRENT_WARNING,
                    () -> metainfo.name() + ": " + warning,
                    Map.of(AlertDetail.REASON, warning));
        }
    }
}
