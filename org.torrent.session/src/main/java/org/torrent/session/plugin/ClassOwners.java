package org.torrent.session.plugin;

import java.util.Map;

/** Whose a class is: by it a plugin is known that was handed over as an object. Any thread. */
public interface ClassOwners {
    /** Knows of no bundles. */
    ClassOwners NONE = type -> new PluginOrigin("?", "?", PluginOrigin.NO_SERVICE, 0, Map.of());

    /**
     * Where the class comes from.
     *
     * @throws IllegalStateException when its bundle is not running
     */
    PluginOrigin of(Class<?> type);
}
