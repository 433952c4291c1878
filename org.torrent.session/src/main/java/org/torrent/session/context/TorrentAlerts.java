package org.torrent.session.context;

import java.util.Map;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.model.TorrentId;
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

    /** One that somebody else made. */
    public void post(Alert alert) {
        alerts.post(alert);
    }
}
