package org.torrent.session.plugin.handshake;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.session.plugin.PluginLimits;

/**
 * What the peer's extension handshakes said. They add up (BEP 10): 0 switches a name off, another number moves it, what
 * one does not mention stays. One id for two names is refused. What is kept is short whatever they say: up to {@link
 * PluginLimits#THEIR_NAMES} names that a plugin could have, and scalars of known types. The torrent's loop only, but for
 * {@link #published}.
 */
public final class TheirExtensions {
    /** Keys that are kept from one handshake to the next, if they are integers: what the engine reads. */
    private static final List<String> INTEGERS =
            List.of("complete_ago", "e", "metadata_size", "p", "reqq", "upload_only");

    /** The same for strings that have one of two lengths: addresses. */
    private static final List<String> ADDRESSES = List.of("ipv4", "ipv6", "yourip");

    private static final String CLIENT = "v";

    private static final int MAX_ID = 255;

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, BencodeValue> keys = new TreeMap<>();
    private volatile Set<String> published = Set.of();
    private ExtendedHandshake merged;
    private long refused;

    /** One more handshake. */
    public void merge(BencodeDictionary handshake) {
        ExtendedHandshake parsed = ExtendedHandshake.parse(handshake);
        refused += parsed.ignoredExtensions();
        mergeIds(parsed.extensions());
        for (String key : INTEGERS) {
            handshake.integer(key).ifPresent(value -> keys.put(key, BencodeInteger.of(value)));
        }
        for (String key : ADDRESSES) {
            handshake.string(key).filter(TheirExtensions::isAddress).ifPresent(value -> keys.put(key, value));
        }
        handshake.string(CLIENT).ifPresent(value -> keys.put(CLIENT, cut(value)));
        merged = ExtendedHandshake.parse(dictionary());
        published = Set.copyOf(ids.keySet());
    }

    /** One more handshake, which can't be read. */
    public void unreadable() {
        refused++;
    }

    private static boolean isAddress(BencodeString value) {
        return value.length() == 4 || value.length() == 16;
    }

    private static BencodeString cut(BencodeString value) {
        return value.length() <= PluginLimits.CLIENT_BYTES
                ? value
                : BencodeString.of(Arrays.copyOf(value.bytes(), PluginLimits.CLIENT_BYTES));
    }

    private void mergeIds(Map<String, Integer> changes) {
        Map<String, Integer> before = new LinkedHashMap<>();
        changes.keySet().forEach(name -> {
            Integer old = ids.remove(name);
            if (old != null) {
                before.put(name, old);
            }
        });
        BitSet taken = new BitSet(MAX_ID + 1);
        ids.values().forEach(taken::set);
        changes.forEach((name, id) -> {
            boolean fits = name.length() <= PluginLimits.NAME_CHARS && ids.size() < PluginLimits.THEIR_NAMES;
            Integer granted = taken.get(id) ? before.get(name) : id;
            refused += !fits || granted == null || !granted.equals(id) ? 1 : 0;
            if (fits && granted != null && granted != 0 && !taken.get(granted)) {
                taken.set(granted);
                ids.put(name, granted);
            }
        });
    }

    private BencodeDictionary dictionary() {
        Map<String, BencodeValue> names = new TreeMap<>();
        ids.forEach((name, id) -> names.put(name, BencodeInteger.of(id)));
        Map<String, BencodeValue> all = new TreeMap<>(keys);
        all.put(HandshakeDraft.NAMES_KEY, BencodeDictionary.of(names));
        return BencodeDictionary.of(all);
    }

    /** The id to send with; 0 when they don't offer the name. */
    public int idOf(String name) {
        return ids.getOrDefault(name, 0);
    }

    /** All handshakes as one; nothing before the first. */
    public Optional<ExtendedHandshake> handshake() {
        return Optional.ofNullable(merged);
    }

    /** The names, in the order of their ids. */
    public List<String> names() {
        return ids.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names, for any thread. */
    public Set<String> published() {
        return published;
    }

    /** Entries of {@code m}, and whole handshakes, that were refused. */
    long refused() {
        return refused;
    }
}
