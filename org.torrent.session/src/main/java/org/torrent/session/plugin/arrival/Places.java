package org.torrent.session.plugin.arrival;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The places of plugins in the order of arrival. A plugin has the number of the first service of its bundle, kind and
 * component, and gets it back when it returns: an update keeps its place. So many are remembered for plugins that left.
 * Not thread-safe.
 */
final class Places {
    private final int remembered;
    private final Map<String, NavigableSet<Long>> free = new LinkedHashMap<>(); // by plugin, the longest-departed first

    Places(int remembered) {
        this.remembered = remembered;
    }

    /** The place of a plugin that arrived: one it had before and that is free, else that of its service. */
    long take(String plugin, long serviceId) {
        NavigableSet<Long> own = free.get(plugin);
        if (own == null) {
            return serviceId;
        }
        long place = own.pollFirst();
        if (own.isEmpty()) {
            free.remove(plugin);
        }
        return place;
    }

    /** A plugin left. */
    void leave(String plugin, long place) {
        NavigableSet<Long> own = free.remove(plugin);
        NavigableSet<Long> all = own == null ? new TreeSet<>() : own;
        all.add(place);
        free.put(plugin, all);
        if (free.size() > remembered) {
            free.remove(free.keySet().iterator().next());
        }
    }
}
