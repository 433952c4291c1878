package org.torrent.session.plugin.arrival;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.guard.ErrorText;

/** Names calls that are over their deadline. Any thread. */
final class Hangs {
    private static final Logger LOG = LoggerFactory.getLogger(Hangs.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PluginEnvironment environment;

    Hangs(PluginEnvironment environment) {
        this.environment = environment;
    }

    /**
     * A call hangs: it is counted among the stuck threads, logged with its stack and posted.
     *
     * @param what is called
     * @param remedy what to do, for people
     */
    void tell(PluginOrigin origin, String kind, String what, DisposableCall call, long nanos, String remedy) {
        StackTraceElement[] where = call.where();
        environment.stuckThreads().add(call, call::isRunning);
        String reason = reason(what, nanos, where);
        String plugin = "plugin " + origin.label() + " (" + origin.bundle() + " " + origin.version() + ")";
        LOG.warn("{} is stuck: {}\n{}", plugin, reason, ErrorText.of(where));
        environment.alert(
                AlertType.PLUGIN_STUCK,
                plugin + " is stuck: " + reason + "; " + remedy,
                Map.of(
                        AlertDetail.NAME,
                        origin.label(),
                        AlertDetail.KIND,
                        kind,
                        AlertDetail.BUNDLE,
                        origin.bundle(),
                        AlertDetail.VERSION,
                        origin.version(),
                        AlertDetail.STATE,
                        "stuck",
                        AlertDetail.REASON,
                        reason));
    }

    /** What a call waits for. */
    static String reason(String what, long nanos, StackTraceElement[] where) {
        return what + " has been running for " + nanos / NANOS_PER_MILLI + " ms, at " + ErrorText.place(where);
    }
}
