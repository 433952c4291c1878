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

/** Our extension handshake while full plugins write into it, one after the other. The torrent's loop only. */
public final class HandshakeDraft {
    static final String NAMES_KEY = "m";

    private final Map<String, BencodeValue> keys;
    private final Set<String> withheld = new HashSet<>();

    HandshakeDraft(BencodeDictionary engineKeys) {
        keys = new TreeMap<>(engineKeys.entries());
        keys.remove(NAMES_KEY);
    }

    Map<String, BencodeValue> keys() {
        return keys;
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
            if (NAMES_KEY.equals(key)) {
                entry.meter().dropped();
            } else {
                keys.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
            }
        }

        @Override
        public void remove(String key) {
            check();
            keys.remove(key);
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
        }

        private void check() {
            if (over) {
                throw new IllegalStateException("a handshake builder is valid during addHandshake only");
            }
        }
    }
}
