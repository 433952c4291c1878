package org.torrent.model.bencode;

import java.util.List;

/**
 * A list.
 *
 * @param values the elements, unmodifiable
 */
public record BencodeList(List<BencodeValue> values) implements BencodeValue {
    /** Copies the list. */
    public BencodeList {
        values = List.copyOf(values);
    }

    /** A list of the given values. */
    public static BencodeList of(BencodeValue... values) {
        return new BencodeList(List.of(values));
    }
}
