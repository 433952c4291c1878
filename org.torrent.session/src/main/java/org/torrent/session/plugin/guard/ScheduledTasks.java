package org.torrent.session.plugin.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tasks of one plugin that wait for their time, in all torrents. Any thread. */
public final class ScheduledTasks {
    private final int max;
    private final Set<Lent> waiting = new LinkedHashSet<>(); // guarded by itself
    private boolean left; // guarded by waiting

    /** None yet. */
    public ScheduledTasks(int max) {
        this.max = max;
    }

    /** One more, until {@link #remove}; false when there are enough or the plugin left. */
    public boolean add(Lent task) {
        synchronized (waiting) {
            return !left && waiting.size() < max && waiting.add(task);
        }
    }

    /** It ran, or is not wanted any more. */
    public void remove(Lent task) {
        synchronized (waiting) {
            waiting.remove(task);
        }
    }

    /** The plugin leaves. */
    public void revokeAll() {
        List<Lent> all;
        synchronized (waiting) {
            left = true;
            all = List.copyOf(waiting);
        }
        all.forEach(Lent::revoke);
    }
}
