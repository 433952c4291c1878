package org.torrent.session.plugin.handshake;

import java.util.HashMap;
import java.util.Map;
import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.entry.PluginEntry;

/** What plugins have added to one handshake, each and together, as bencoded bytes. The torrent's loop only. */
final class HandshakeRoom {
    private static final int DIGITS = 20; // of the longest number

    /** What became of a key. */
    enum Answer {
        /** There is room. */
        TAKEN,
        /** The plugin added too much. */
        ITS_SHARE_IS_USED,
        /** All of them did; the plugin was told. */
        ALL_IS_USED
    }

    private record Added(PluginEntry by, int bytes) {}

    private final Map<String, Added> byKey = new HashMap<>();
    private final Map<PluginEntry, Integer> byPlugin = new HashMap<>();
    private int sum;

    /** Makes room for a key of a plugin's, in place of what plugins set there before; what finds none is counted. */
    Answer take(PluginEntry plugin, String key, BencodeValue value) {
        Added before = byKey.get(key);
        int freed = before == null ? 0 : before.bytes();
        int freedOfIts = before != null && before.by() == plugin ? freed : 0;
        int bytes = bytes(key, value);
        if (byPlugin.getOrDefault(plugin, 0) - freedOfIts + bytes > PluginLimits.HANDSHAKE_BYTES) {
            drop(plugin, "");
            return Answer.ITS_SHARE_IS_USED;
        }
        if (sum - freed + bytes > PluginLimits.HANDSHAKE_BYTES_IN_SUM) {
            drop(
                    plugin,
                    "the handshake key " + shortened(key) + " is left out: all plugins together may add "
                            + PluginLimits.HANDSHAKE_BYTES_IN_SUM + " bytes");
            return Answer.ALL_IS_USED;
        }
        free(key);
        byKey.put(key, new Added(plugin, bytes));
        byPlugin.merge(plugin, bytes, Integer::sum);
        sum += bytes;
        return Answer.TAKEN;
    }

    private static void drop(PluginEntry plugin, String note) {
        if (plugin != null) {
            plugin.meter().dropped();
            if (!note.isEmpty()) {
                plugin.noted(note);
            }
        }
    }

    /** A key is gone. */
    void free(String key) {
        Added gone = byKey.remove(key);
        if (gone != null) {
            byPlugin.merge(gone.by(), -gone.bytes(), Integer::sum);
            sum -= gone.bytes();
        }
    }

    /** What is said of a plugin that wanted more. */
    static String tooMuch(String key) {
        return "the key " + shortened(key) + " is left out of our handshake: a plugin may add "
                + PluginLimits.HANDSHAKE_BYTES + " bytes, " + Limits.BENCODE_DEPTH + " levels deep";
    }

    private static String shortened(String key) {
        return key.length() <= PluginLimits.NAME_CHARS ? key : key.substring(0, PluginLimits.NAME_CHARS) + "...";
    }

    /** What it takes in the handshake, never too little; more than a plugin may add when it is nested too deeply. */
    static int bytes(String key, BencodeValue value) {
        int left = PluginLimits.HANDSHAKE_BYTES - key.length() - DIGITS;
        return PluginLimits.HANDSHAKE_BYTES - less(left, value, 1);
    }

    /** What is left of so many bytes, below zero for none; looks no further then. */
    private static int less(int left, BencodeValue value, int depth) {
        if (left < 0 || depth > Limits.BENCODE_DEPTH) {
            return -1;
        }
        if (value instanceof BencodeString string) {
            return string.length() > left ? -1 : left - string.length() - DIGITS;
        } else if (value instanceof BencodeList list) {
            int rest = left - 2;
            for (BencodeValue item : list.values()) {
                rest = less(rest, item, depth + 1);
            }
            return rest;
        } else if (value instanceof BencodeDictionary dictionary) {
            int rest = left - 2;
            for (Map.Entry<String, BencodeValue> entry : dictionary.entries().entrySet()) {
                int name = entry.getKey().length();
                rest = rest < name ? -1 : less(rest - name - DIGITS, entry.getValue(), depth + 1);
            }
            return rest;
        }
        return left - DIGITS; // an integer
    }
}
