package org.torrent.session.plugin.hook;

import java.util.List;
import org.torrent.ext.api.SessionPlugin;

/** The methods of a {@code SessionPlugin}: on the plugin's lane but for those whose answer a torrent's loop needs. */
public enum SessionHook implements Hook {
    LOAD_STATE("loadState"),
    SAVE_STATE("saveState"),
    ADDED("added"),
    NEW_TORRENT("newTorrent"),
    UNCHOKE_PRIORITY("unchokePriority"),
    UNKNOWN_TORRENT("onUnknownTorrent"),
    DHT_REQUEST("onDhtRequest"),
    TICK("onTick"),
    ALERT("onAlert"),
    ABORT("abort");

    private static final long ON_LOOP = 1L << NEW_TORRENT.ordinal() | 1L << UNCHOKE_PRIORITY.ordinal();
    private static final HookTable TABLE = new HookTable(values());

    private final String label;

    SessionHook(String label) {
        this.label = label;
    }

    /** The ones of a mask, as {@code Contract.method}. */
    public static List<String> labels(long mask) {
        return TABLE.labels(mask);
    }

    /** The ones that a plugin overrides; none for null. */
    public static long maskOf(Object plugin) {
        return TABLE.maskOf(plugin);
    }

    /** Whether one of them runs on the lane. */
    public static boolean onLane(long mask) {
        return (mask & ~ON_LOOP) != 0;
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
