package org.torrent.session.plugin.entry;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.PluginProperties;
import org.torrent.session.plugin.PluginOrigin;

/** The categories of alerts that a plugin declares by its service properties, which may change. Any thread. */
final class AlertWishes {
    private record Read(PluginOrigin origin, Set<AlertCategory> categories) {}

    private volatile Read read = new Read(null, Set.of());

    /** All without the property; names that nobody knows count for nothing, they may be a later version's. */
    Set<AlertCategory> of(PluginOrigin origin) {
        Read last = read;
        if (last.origin() != origin) {
            last = new Read(origin, parse(origin));
            read = last;
        }
        return last.categories();
    }

    private static Set<AlertCategory> parse(PluginOrigin origin) {
        Object property = origin.properties().get(PluginProperties.ALERT_CATEGORIES);
        if (property == null) {
            return EnumSet.allOf(AlertCategory.class);
        }
        Set<AlertCategory> categories = EnumSet.noneOf(AlertCategory.class);
        for (Object name : FullPluginNames.values(property)) {
            for (AlertCategory category : AlertCategory.values()) {
                if (category.name().toLowerCase(Locale.ROOT).equals(String.valueOf(name))) {
                    categories.add(category);
                }
            }
        }
        return categories;
    }
}
