package org.torrent.session.plugin.arrival;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginOrigin;

/**
 * What plugins called themselves: one that starts again, hangs or fails is shown by the name it had when it ran. So many are
 * remembered. Not thread-safe.
 */
final class KnownNames {
    private static final String SEVERAL = ""; // of one key, without names of components to tell them apart

    private final Map<String, String> names;

    KnownNames(int remembered) {
        this.names = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > remembered;
            }
        };
    }

    /** The plugin as it is known; without a name when it is not, or when it may be one of several. */
    PluginOrigin known(PluginKind kind, PluginOrigin origin) {
        return origin.knownAs(names.getOrDefault(origin.key(kind), SEVERAL));
    }

    /** It said what it is called. */
    void learn(PluginKind kind, PluginOrigin origin, String name) {
        String key = origin.key(kind);
        String before = names.remove(key);
        boolean isSure = before == null || before.equals(name) || origin.hasComponent();
        names.put(key, isSure ? name : SEVERAL);
    }
}
