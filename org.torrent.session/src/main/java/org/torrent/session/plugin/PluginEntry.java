package org.torrent.session.plugin;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;

/** One plugin service while it is registered: where it came from, how it does, what it costs. Any thread. */
abstract class PluginEntry {
    private static final Logger LOG = LoggerFactory.getLogger(PluginEntry.class);

    final PluginEnvironment environment;
    final PluginMeter meter = new PluginMeter();
    final PendingResults pending;
    private final String name;
    private final ErrorBudget budget;
    private final BiConsumer<PluginEntry, String> quarantine;
    private volatile PluginOrigin origin;
    private volatile String refusal = "";
    private volatile String quarantineReason = "";

    PluginEntry(
            PluginEnvironment environment,
            String name,
            PluginOrigin origin,
            BiConsumer<PluginEntry, String> quarantine) {
        this.environment = environment;
        this.name = name;
        this.origin = origin;
        this.quarantine = quarantine;
        PluginLimits limits = environment.limits();
        this.budget = new ErrorBudget(limits.errorBudget(), limits.errorWindowNanos());
        this.pending = new PendingResults(limits.queuedBytesPerPlugin());
    }

    /** The extension's name, or the full plugin's. */
    final String name() {
        return name;
    }

    /** {@code extension} or {@code full}. */
    abstract String kind();

    /** The extension names it wants. */
    abstract List<String> names();

    /** The service object, for comparison only; null after it left. */
    abstract Object service();

    /** Whether a call of before the quarantine has not come back. */
    abstract boolean stuck();

    /** Ends all calls; returns when those under way ended or the time passed: false then. */
    abstract boolean leave(long waitMillis);

    /** Stops calling it until {@link #revive}. */
    void suspend(String reason) {
        quarantineReason = reason;
    }

    /** Calls it again, as if it had just arrived. */
    void revive() {
        budget.reset();
        quarantineReason = "";
    }

    final PluginOrigin origin() {
        return origin;
    }

    final void origin(PluginOrigin changed) {
        origin = changed;
    }

    final void refuse(String reason) {
        refusal = reason;
    }

    final String refusal() {
        return refusal;
    }

    final boolean refused() {
        return !refusal.isEmpty();
    }

    final String quarantineReason() {
        return quarantineReason;
    }

    final boolean quarantined() {
        return !quarantineReason.isEmpty();
    }

    /** Neither refused nor in quarantine. */
    final boolean usable() {
        return !refused() && !quarantined();
    }

    final boolean live() {
        return origin.live(environment.limits().adoptLive());
    }

    /** Names bundle, version and name. */
    final String describe() {
        return name + " (" + origin.bundle() + " " + origin.version() + ")";
    }

    /** A call threw. */
    final void failed(String hook, Throwable error) {
        LOG.warn("plugin {}: {} threw {}", describe(), hook, ErrorText.trace(error));
        failed(hook + " threw " + ErrorText.of(error));
    }

    /** A call went wrong; over its budget the plugin goes to quarantine. */
    final void failed(String what) {
        meter.failed();
        environment.alert(
                AlertType.PLUGIN_ERROR,
                "plugin " + describe() + ": " + what,
                Map.of(AlertDetail.NAME, name, AlertDetail.BUNDLE, origin.bundle(), AlertDetail.ERROR, what));
        if (budget.spend(environment.nowNanos())) {
            quarantine.accept(this, "too many errors, the last: " + what);
        }
    }
}
