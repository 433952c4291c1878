package org.torrent.session.plugin.entry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.torrent.ext.api.PluginProperties;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginOrigin;

/** How a full plugin is called, and which extension names it speaks: read from its service properties. */
final class FullPluginNames {
    private static final int ID_DIGITS = 8;

    private FullPluginNames() {}

    /** The component's name, which an update of its bundle keeps; without one, the class's. */
    static String nameOf(Object plugin, PluginOrigin origin) {
        Object component = origin.properties().get(PluginOrigin.COMPONENT_NAME);
        return component instanceof String name ? name : plugin.getClass().getName();
    }

    /** The class's and the beginning of the torrent's id; with a number when that is taken. */
    static String attachedName(Object factory, TorrentId torrent, Collection<String> taken) {
        String type = factory.getClass().getName();
        int hidden = type.indexOf("$$Lambda");
        String base = hidden < 0 ? type : type.substring(0, hidden);
        String first = base + '@' + torrent.text().substring(0, ID_DIGITS);
        String name = first;
        for (int number = 2; taken.contains(name); number++) {
            name = first + '#' + number;
        }
        return name;
    }

    /** The declared names that anybody may have; others are left out. */
    static List<String> extensionNames(PluginOrigin origin) {
        List<String> names = new ArrayList<>();
        for (Object value : values(origin.properties().get(PluginProperties.EXTENSION_NAMES))) {
            boolean usable =
                    value instanceof String name && NameRules.whyNobody(name).isEmpty();
            if (usable && !names.contains(value)) {
                names.add((String) value);
            }
        }
        return List.copyOf(names);
    }

    static List<?> values(Object property) {
        if (property instanceof Object[] array) {
            return List.of(array);
        }
        if (property instanceof Collection<?> collection) {
            return List.copyOf(collection);
        }
        return property == null ? List.of() : List.of(property);
    }
}
