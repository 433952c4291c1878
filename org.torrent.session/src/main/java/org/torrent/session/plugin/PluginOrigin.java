package org.torrent.session.plugin;

import java.util.Map;
import java.util.Objects;
import org.torrent.ext.api.PluginProperties;

/**
 * Where a plugin came from, as text and numbers: nothing here keeps a class loader alive.
 *
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param serviceId {@code service.id}
 * @param ranking {@code service.ranking}
 * @param properties the other service properties
 */
public record PluginOrigin(String bundle, String version, long serviceId, int ranking, Map<String, Object> properties) {
    /** In place of {@code service.id}: what is no service comes after all services of its ranking. */
    public static final long NO_SERVICE = Long.MAX_VALUE;

    /** Checks that the texts are there. */
    public PluginOrigin {
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(version);
        properties = Map.copyOf(properties);
    }

    /** Whether running torrents adopt the plugin at once. */
    public boolean live(boolean byDefault) {
        Object adoption = properties.get(PluginProperties.ADOPTION);
        return adoption == null ? byDefault : PluginProperties.ADOPTION_LIVE.equals(adoption);
    }
}
