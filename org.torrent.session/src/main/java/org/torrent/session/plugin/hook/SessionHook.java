package org.torrent.session.plugin.hook;

import org.torrent.ext.api.SessionPlugin;

/** The methods of a {@code SessionPlugin}: on the plugin's lane but for {@code newTorrent}, which a torrent can't start without. */
public enum SessionHook implements Hook {
    ADDED("added"),
    NEW_TORRENT("newTorrent"),
    TICK("onTick"),
    ALERT("onAlert"),
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

    /** Whether one of them runs on the lane. */
    public static boolean onLane(long mask) {
        return (mask & ~(1L << NEW_TORRENT.ordinal())) != 0;
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
