package org.torrent.session.plugin;

import java.util.List;
import java.util.Map;

/**
 * The plugins that may be called, at one moment. Immutable.
 *
 * @param full the full plugins in the order in which they are called
 * @param slots the names that have an id
 */
record Catalog(List<FullEntry> full, Map<String, Slot> slots) {
    static final Catalog EMPTY = new Catalog(List.of(), Map.of());
}
