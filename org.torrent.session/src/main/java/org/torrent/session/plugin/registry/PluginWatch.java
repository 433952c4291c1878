package org.torrent.session.plugin.registry;

import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;

/**
 * Looks after the plugins once a second, on the session loop: names calls that never end and abandons their lanes, tries
 * quarantined plugins again, hands out ids that became free, and makes session plugins tick.
 */
public final class PluginWatch {
    private final PluginEnvironment environment;
    private final PluginRegistry registry;
    private long savedNanos; // when plugins were asked for their state; on the session loop
    private volatile Runnable cancel;
    private volatile boolean stopped;

    /** It looks for the first time a second after {@link #start}. */
    public PluginWatch(PluginEnvironment environment, PluginRegistry registry) {
        this.environment = environment;
        this.registry = registry;
        this.savedNanos = environment.nowNanos();
    }

    /** Begins to look. */
    public void start() {
        cancel = environment.session().postEach(PluginCall.WATCH, this::tick, PluginLimits.TICK_NANOS);
    }

    /** Looks no more. */
    public void stop() {
        stopped = true;
        cancel.run();
    }

    private void tick() {
        if (stopped) {
            return;
        }
        long now = environment.nowNanos();
        for (PluginEntry entry : registry.entries()) {
            look(entry, now);
        }
        registry.catalog().full().forEach(plugin -> plugin.sessionHooks().tick());
        if (now - savedNanos >= PluginLimits.STATE_SAVE_NANOS) {
            savedNanos = now;
            registry.catalog().full().forEach(plugin -> plugin.sessionHooks().save());
        }
        registry.tidy();
        environment.stuckThreads().count(); // forgets those that came back
    }

    private void look(PluginEntry entry, long nowNanos) {
        entry.tellUntold();
        if (entry.quarantined()) {
            registry.retry(entry, nowNanos);
        } else {
            String overdue = entry.lane().overdue(nowNanos);
            if (overdue != null) {
                entry.meter().failed();
                registry.quarantine(entry, overdue + " did not return");
                entry.abandoned(overdue + " did not return");
            }
        }
    }
}
