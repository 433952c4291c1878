package org.torrent.session.plugin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;

/**
 * Looks after the plugins once a second, on the session loop: names calls that never end and abandons their lanes, tries
 * quarantined plugins again, hands out ids that became free, and ticks the session's own hooks.
 */
final class PluginWatch {
    /** How a plugin's quarantines went. */
    private record Quarantine(int count, long retryNanos) {}

    private final PluginEnvironment environment;
    private final PluginRegistry registry;
    private final Map<PluginEntry, Quarantine> quarantines = new ConcurrentHashMap<>();
    private volatile Runnable cancel;

    PluginWatch(PluginEnvironment environment, PluginRegistry registry) {
        this.environment = environment;
        this.registry = registry;
    }

    void start() {
        cancel = environment.session().postLater(PluginCall.WATCH, this::tick, PluginLimits.TICK_NANOS);
    }

    void stop() {
        cancel.run();
    }

    private void tick() {
        if (registry.closed()) {
            return;
        }
        start();
        long now = environment.nowNanos();
        quarantines.keySet().retainAll(registry.entries());
        for (PluginEntry entry : registry.entries()) {
            look(entry, now);
        }
        registry.catalog().full().forEach(FullEntry::tick);
        registry.assignIds();
    }

    private void look(PluginEntry entry, long nowNanos) {
        if (entry.quarantined()) {
            retry(entry, nowNanos);
        } else if (entry instanceof ExtensionEntry extension) {
            String overdue = extension.lane().overdue(nowNanos);
            if (overdue != null) {
                entry.meter.failed();
                registry.quarantine(entry, overdue + " did not return");
                abandoned(entry, overdue + " did not return");
            }
        }
    }

    private void retry(PluginEntry entry, long nowNanos) {
        Quarantine quarantine = quarantines.get(entry);
        boolean due = quarantine != null && nowNanos - quarantine.retryNanos() >= 0;
        if (due && !entry.stuck()) { // a call that never came back would cost a thread with each try
            registry.revive(entry);
        }
    }

    /** A plugin went to quarantine: each time it stays for twice as long. */
    void quarantined(PluginEntry entry) {
        PluginLimits limits = environment.limits();
        quarantines.compute(entry, (key, old) -> {
            int count = old == null ? 0 : Math.min(old.count() + 1, Integer.SIZE - 2);
            long wait = Math.min(limits.maxRetryNanos(), limits.retryNanos() << Math.min(count, 20));
            return new Quarantine(count, environment.nowNanos() + wait);
        });
    }

    /** Somebody reset it: its next quarantine is a short one again. */
    void forgive(PluginEntry entry) {
        quarantines.remove(entry);
    }

    /** A thread of the plugin's goes on: Java can't end it. */
    void abandoned(PluginEntry entry, String why) {
        environment.alert(
                AlertType.PLUGIN_ABANDONED,
                "plugin " + entry.describe() + ": " + why + "; its thread is abandoned until the call returns",
                Map.of(
                        AlertDetail.NAME, entry.name(),
                        AlertDetail.BUNDLE, entry.origin().bundle(),
                        AlertDetail.REASON, why));
    }
}
