package org.torrent.session.plugin.entry;

import java.nio.file.Path;
import java.util.Map;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.alert.Alerts;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.guard.HeldBlocks;
import org.torrent.session.plugin.guard.PendingResults;
import org.torrent.session.plugin.guard.StuckThreads;
import org.torrent.session.plugin.state.PluginStates;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/**
 * What every part of the plugin runtime stands on.
 *
 * @param dataRoot parent of the plugins' data directories, or null when there is none
 * @param heldBlocks what all plugins hold
 * @param offers what all of them offered and wait for
 * @param stuckThreads those that hang in a plugin's call
 * @param states what all plugins saved
 */
public record PluginEnvironment(
        Threads threads,
        Clock clock,
        EngineSession session,
        Alerts alerts,
        Path dataRoot,
        PluginLimits limits,
        HeldBlocks.Sum heldBlocks,
        PendingResults.Sum offers,
        StuckThreads stuckThreads,
        PluginStates states) {
    /** Monotonic time in nanoseconds. */
    public long nowNanos() {
        return clock.nowNanos();
    }

    /** Runs what may hang on a thread of its own, which ends with it. */
    public void runApart(String threadName, Runnable task) {
        EventLoop loop = threads.newLoop(threadName);
        loop.execute(task);
        loop.shutdown(0);
    }

    /** Posts an alert of the runtime's own about a plugin. */
    public void alert(AlertType type, String message, Map<AlertDetail, ?> details) {
        Alert.Builder alert = Alert.of(type, message).at(clock.wallMillis());
        details.forEach(alert::detail);
        alerts.post(alert.build());
    }
}
