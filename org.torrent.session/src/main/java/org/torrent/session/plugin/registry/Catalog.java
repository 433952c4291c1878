package org.torrent.session.plugin.registry;

import java.util.List;
import java.util.Map;
import org.torrent.session.plugin.entry.FullPluginEntry;

/**
 * The plugins that may be called, at one moment. Immutable.
 *
 * @param full the full plugins in the order in which they are called
 * @param slots the names that have an id
 */
public record Catalog(List<FullPluginEntry> full, Map<String, Slot> slots) {
    /** Nobody is there. */
    public static final Catalog EMPTY = new Catalog(List.of(), Map.of());
}
