package org.torrent.session.plugin.hook;

import java.util.List;
import org.torrent.ext.api.TorrentPlugin;

/** The methods of a {@code TorrentPlugin}, on the torrent's loop. */
public enum TorrentHook implements Hook {
    LOAD_STATE("loadState"),
    SAVE_STATE("saveState"),
    NEW_CONNECTION("newConnection"),
    METADATA("onMetadata"),
    PIECE_PASS("onPiecePass"),
    PIECE_FAILED("onPieceFailed"),
    PAUSE("onPause"),
    RESUME("onResume"),
    FILES_CHECKED("onFilesChecked"),
    STATE("onState"),
    ADD_PEER("onAddPeer"),
    PEER_ERASED("onPeerErased"),
    TICK("tick");

    private static final HookTable TABLE = new HookTable(values());

    private final String label;

    TorrentHook(String label) {
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
        return TorrentPlugin.class;
    }

    @Override
    public String label() {
        return label;
    }
}
