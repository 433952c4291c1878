package org.torrent.session.plugin.handshake;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.handshake.HandshakeRoom.Answer;

/** Our extension handshake while full plugins write into it, one after the other. The torrent's loop only. */
public final class HandshakeDraft {
    static final String NAMES_KEY = "m";
    private static final int BYTE = 0xff;

    private final Map<String, BencodeValue> keys;
    private final Set<String> withheld = new HashSet<>();
    private final HandshakeRoom room = new HandshakeRoom();

    HandshakeDraft(BencodeDictionary engineKeys) {
        keys = new TreeMap<>(engineKeys.entries());
        keys.remove(NAMES_KEY);
    }

    Map<String, BencodeValue> keys() {
        return keys;
    }

    /**
     * Adds a key that nobody has set; it is left out when the plugin, or all together, added too much.
     *
     * @param plugin null for one that left, and whose successor is waited for
     */
    void add(PluginEntry plugin, String key, BencodeValue value) {
        if (!keys.containsKey(key) && room.take(plugin, key, value) == Answer.TAKEN) {
            keys.put(key, value);
        }
    }

    /** Keeps a key of a plugin that is gone for now; it is left out when there is no room. */
    void keep(String key, BencodeValue value) {
        if (room.take(null, key, value) == Answer.TAKEN) {
            keys.put(key, value);
        }
    }

    boolean withheld(String name) {
        return withheld.contains(name);
    }

    /** What one plugin may do to it during one call. */
    public Builder builder(PluginEntry entry) {
        return new Builder(entry);
    }

    /** Ends with the call. */
    public final class Builder implements HandshakeBuilder, AutoCloseable {
        private final PluginEntry entry;
        private boolean over;
        private String tooMuch = ""; // the first key that found no room

        private Builder(PluginEntry entry) {
            this.entry = entry;
        }

        @Override
        public Optional<BencodeValue> get(String key) {
            check();
            return Optional.ofNullable(keys.get(key));
        }

        @Override
        public void put(String key, BencodeValue value) {
            check();
            Objects.requireNonNull(value);
            if (key.chars().anyMatch(c -> c > BYTE)) {
                throw new IllegalArgumentException("a key's chars stand for bytes: " + key);
            }
            if (NAMES_KEY.equals(key)) {
                entry.meter().dropped();
                return;
            }
            Answer answer = room.take(entry, key, value);
            if (answer == Answer.TAKEN) {
                keys.put(key, value);
            } else if (answer == Answer.ITS_SHARE_IS_USED && tooMuch.isEmpty()) {
                tooMuch = HandshakeRoom.tooMuch(key);
            }
        }

        @Override
        public void remove(String key) {
            check();
            keys.remove(key);
            room.free(key);
        }

        @Override
        public void withhold(String name) {
            check();
            if (entry.names().contains(name)) {
                withheld.add(name);
            } else {
                entry.meter().dropped();
            }
        }

        @Override
        public void close() {
            over = true;
            if (!tooMuch.isEmpty()) {
                entry.failed("addHandshake: " + tooMuch);
            }
        }

        private void check() {
            if (over) {
                throw new IllegalStateException("a handshake builder is valid during addHandshake only");
            }
        }
    }
}
