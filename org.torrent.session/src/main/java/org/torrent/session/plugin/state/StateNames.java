package org.torrent.session.plugin.state;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.torrent.model.TorrentId;

/**
 * Names of documents: {@code plugins.ID} is what all plugins saved for a torrent, {@code plugin.NAME-CHECK} what one saved
 * for the session, {@code damaged.} before either what could not be read. Keys in them: {@code BUNDLE/NAME}.
 */
final class StateNames {
    static final String TORRENT = "plugins.";
    static final String SESSION = "plugin.";
    static final String DAMAGED = "damaged.";

    private static final int READABLE_CHARS = 80;

    private StateNames() {}

    static String of(TorrentId torrent) {
        return TORRENT + torrent.text();
    }

    /** The torrent of a document, damaged or not; null when it is no torrent's. */
    static TorrentId torrentOf(String name) {
        String plain = name.startsWith(DAMAGED) ? name.substring(DAMAGED.length()) : name;
        if (!plain.startsWith(TORRENT)) {
            return null;
        }
        try {
            return TorrentId.parse(plain.substring(TORRENT.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The document of a plugin's state for the session. */
    static String ofSession(String key) {
        CRC32C check = new CRC32C();
        check.update(key.getBytes(StandardCharsets.UTF_8));
        return SESSION + readable(nameIn(key)) + String.format(Locale.ROOT, "-%08x", check.getValue());
    }

    /** Whether it may be the document, damaged or not, of a plugin of that name. */
    static boolean maySaySession(String document, String pluginName) {
        String plain = document.startsWith(DAMAGED) ? document.substring(DAMAGED.length()) : document;
        return plain.matches("\\Q" + SESSION + readable(pluginName) + "\\E-[0-9a-f]{8}");
    }

    static boolean isSession(String document) {
        return document.startsWith(SESSION);
    }

    /** The plugin's name in a key. */
    static String nameIn(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static String readable(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return plain.substring(0, Math.min(plain.length(), READABLE_CHARS));
    }
}
