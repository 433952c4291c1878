package org.torrent.session.plugin.host;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.arrival.Arrivals;

/** The plugins that were handed over as they are, by whoever has them. Any thread. */
final class HandedPlugins {
    private final Arrivals arrivals;
    private final Map<Object, PluginPresence> plugins = Collections.synchronizedMap(new IdentityHashMap<>());

    HandedPlugins(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    void add(PluginKind kind, Object plugin, PluginOrigin origin) {
        plugins.put(plugin, arrivals.expect(kind, origin, PluginService.of(plugin)));
    }

    void modified(Object plugin, PluginOrigin origin) {
        PluginPresence presence = plugins.get(plugin);
        if (presence != null) {
            presence.modified(origin);
        }
    }

    void remove(Object plugin) {
        PluginPresence presence = plugins.remove(plugin);
        if (presence != null) {
            presence.leave();
        }
    }
}
