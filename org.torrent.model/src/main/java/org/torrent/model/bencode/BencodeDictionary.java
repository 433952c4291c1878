package org.torrent.model.bencode;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A dictionary. Keys are byte strings on the wire; here each byte is one char (ISO-8859-1), so that no key is lost and
 * Java's order is the wire's order. For the ASCII keys of every BEP that is simply the text.
 */
public final class BencodeDictionary implements BencodeValue {
    private static final BencodeDictionary EMPTY = new BencodeDictionary(new TreeMap<>());

    private final Map<String, BencodeValue> entries;

    private BencodeDictionary(TreeMap<String, BencodeValue> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /** Takes the map over: nobody else may keep it. */
    static BencodeDictionary wrap(TreeMap<String, BencodeValue> entries) {
        return new BencodeDictionary(entries);
    }

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException when a key has a char that is not a byte
     */
    public static BencodeDictionary of(Map<String, ? extends BencodeValue> entries) {
        for (String key : entries.keySet()) {
            if (key.chars().anyMatch(c -> c > 0xff)) {
                throw new IllegalArgumentException("a key's chars stand for bytes: " + key);
            }
        }
        return new BencodeDictionary(new TreeMap<>(entries));
    }

    /** No entries. */
    public static BencodeDictionary empty() {
        return EMPTY;
    }

    /** The entries in wire order, unmodifiable. */
    public Map<String, BencodeValue> entries() {
        return entries;
    }

    /** The value of a key, or nothing. */
    public Optional<BencodeValue> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The integer under a key; nothing when the key is missing or of another kind. */
    public OptionalLong integer(String key) {
        return entries.get(key) instanceof BencodeInteger i ? OptionalLong.of(i.value()) : OptionalLong.empty();
    }

    /** The byte string under a key; nothing when the key is missing or of another kind. */
    public Optional<BencodeString> string(String key) {
        return entries.get(key) instanceof BencodeString s ? Optional.of(s) : Optional.empty();
    }

    /** The dictionary under a key; nothing when the key is missing or of another kind. */
    public Optional<BencodeDictionary> dictionary(String key) {
        return entries.get(key) instanceof BencodeDictionary d ? Optional.of(d) : Optional.empty();
    }

    /** The list under a key; nothing when the key is missing or of another kind. */
    public Optional<BencodeList> list(String key) {
        return entries.get(key) instanceof BencodeList l ? Optional.of(l) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BencodeDictionary that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
