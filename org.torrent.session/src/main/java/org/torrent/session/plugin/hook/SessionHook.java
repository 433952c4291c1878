package org.torrent.session.plugin.hook;

import org.torrent.ext.api.SessionPlugin;

/** The methods of a {@code SessionPlugin}. */
public enum SessionHook implements Hook {
    ADDED("added"),
    NEW_TORRENT("newTorrent"),
    TICK("onTick"),
    ABORT("abort");

    private static final HookTable TABLE = new HookTable(values());

    private final String label;

    SessionHook(String label) {
        this.label = label;
    }

    /** The ones that a plugin overrides; none for null. */
    public static long maskOf(Object plugin) {
        return TABLE.maskOf(plugin);
    }

    @Override
    public Class<?> contract() {
        return SessionPlugin.class;
    }

    @Override
    public String label() {
        return label;
    }
}
