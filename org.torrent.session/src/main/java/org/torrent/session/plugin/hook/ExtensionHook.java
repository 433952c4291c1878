package org.torrent.session.plugin.hook;

import java.util.List;
import org.torrent.ext.api.ExtensionPlugin;

/** The methods of an {@code ExtensionPlugin}, on its lane. */
public enum ExtensionHook implements Hook {
    HANDSHAKE("onHandshake"),
    MESSAGE("onMessage"),
    CONNECTED("onPeerConnected"),
    DISCONNECTED("onPeerDisconnected");

    private static final HookTable TABLE = new HookTable(values());

    private final String label;

    ExtensionHook(String label) {
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

    @Override
    public Class<?> contract() {
        return ExtensionPlugin.class;
    }

    @Override
    public String label() {
        return label;
    }
}
