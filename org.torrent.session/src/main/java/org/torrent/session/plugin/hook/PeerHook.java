package org.torrent.session.plugin.hook;

import java.util.List;
import org.torrent.ext.api.PeerPlugin;

/** The life of a connection: the methods of a {@code PeerPlugin} that no single message triggers, on the torrent's loop. */
public enum PeerHook implements Hook {
    ADD_HANDSHAKE("addHandshake"),
    CONNECTED("onConnected"),
    HANDSHAKE("onHandshake"),
    EXTENSION_HANDSHAKE("onExtensionHandshake"),
    WRITE_REQUEST("writeRequest"),
    PIECE_PASS("onPiecePass"),
    PIECE_FAILED("onPieceFailed"),
    CAN_DISCONNECT("canDisconnect"),
    DISCONNECT("onDisconnect"),
    TICK("tick");

    private static final HookTable TABLE = new HookTable(values());

    private final String label;

    PeerHook(String label) {
        this.label = label;
    }

    /** The ones of a mask, as {@code Contract.method}. */
    static List<String> labels(long mask) {
        return TABLE.labels(mask);
    }

    /** The ones that a plugin overrides; none for null. */
    public static long maskOf(Object plugin) {
        return TABLE.maskOf(plugin);
    }

    @Override
    public Class<?> contract() {
        return PeerPlugin.class;
    }

    @Override
    public String label() {
        return label;
    }
}
