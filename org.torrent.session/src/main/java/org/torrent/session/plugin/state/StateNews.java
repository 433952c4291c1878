package org.torrent.session.plugin.state;

import java.util.function.Consumer;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.spi.runtime.Clock;

/** Tells what happens to documents. Any thread. */
final class StateNews {
    private final Clock clock;
    private final Consumer<Alert> alerts;

    StateNews(Clock clock, Consumer<Alert> alerts) {
        this.clock = clock;
        this.alerts = alerts;
    }

    /** A document, or a state in it, can't be used. */
    void rejected(String name, String reason) {
        post(AlertType.PLUGIN_STATE_REJECTED, name, "plugins start without what they saved in " + name + ": " + reason);
    }

    /** A document can't be written for now. */
    void notSaved(String name, String reason) {
        post(
                AlertType.SAVE_PLUGIN_STATE_FAILED,
                name,
                "what plugins saved in " + name + " is not on disk: " + reason + "; it is tried again");
    }

    private void post(AlertType type, String name, String reason) {
        alerts.accept(Alert.of(type, reason)
                .torrent(StateNames.torrentOf(name))
                .at(clock.wallMillis())
                .detail(AlertDetail.REASON, reason)
                .build());
    }
}
