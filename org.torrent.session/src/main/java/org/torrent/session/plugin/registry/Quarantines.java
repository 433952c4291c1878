package org.torrent.session.plugin.registry;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.entry.PluginEntry;

/** How long each plugin that misbehaved is left alone: each time for twice as long. Any thread. */
final class Quarantines {
    /** How a plugin's quarantines went. */
    private record Quarantine(int count, long retryNanos) {}

    private final PluginLimits limits;
    private final Map<PluginEntry, Quarantine> quarantines = new ConcurrentHashMap<>();

    Quarantines(PluginLimits limits) {
        this.limits = limits;
    }

    /** A plugin went to quarantine. */
    void start(PluginEntry entry, long nowNanos) {
        quarantines.compute(entry, (key, old) -> {
            int count = old == null ? 0 : Math.min(old.count() + 1, Integer.SIZE - 2);
            long wait = Math.min(limits.maxRetryNanos(), limits.retryNanos() << Math.min(count, 20));
            return new Quarantine(count, nowNanos + wait);
        });
    }

    /** Whether its wait is over. */
    boolean due(PluginEntry entry, long nowNanos) {
        Quarantine quarantine = quarantines.get(entry);
        return quarantine != null && nowNanos - quarantine.retryNanos() >= 0;
    }

    /** Somebody reset it: its next quarantine is a short one again. */
    void forgive(PluginEntry entry) {
        quarantines.remove(entry);
    }

    /** Forgets plugins that left. */
    void retain(Collection<PluginEntry> present) {
        quarantines.keySet().retainAll(present);
    }
}
