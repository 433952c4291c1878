package org.torrent.model.bencode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short ways to write bencode in tests. */
public final class Bencode {
    private Bencode() {}

    /** Each char is one byte. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Strings, byte arrays, numbers, lists and maps as bencode values. */
    public static BencodeValue of(Object value) {
        if (value instanceof BencodeValue already) {
            return already;
        }
        if (value instanceof String text) {
            return BencodeString.of(text);
        }
        if (value instanceof byte[] bytes) {
            return BencodeString.of(bytes);
        }
        if (value instanceof Number number) {
            return BencodeInteger.of(number.longValue());
        }
        if (value instanceof List<?> list) {
            return new BencodeList(list.stream().map(Bencode::of).toList());
        }
        TreeMap<String, BencodeValue> entries = new TreeMap<>();
        ((Map<?, ?>) value).forEach((key, v) -> entries.put((String) key, of(v)));
        return BencodeDictionary.of(entries);
    }

    /** The encoded form of what {@link #of} takes. */
    public static byte[] encode(Object value) {
        return BencodeEncoder.encode(of(value));
    }
}
