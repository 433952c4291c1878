package org.torrent.model.bencode;

/**
 * An integer of at most 64 bits (LIMITS: 19 digits).
 *
 * @param value the number
 */
public record BencodeInteger(long value) implements BencodeValue {
    /** The value as a bencode integer. */
    public static BencodeInteger of(long value) {
        return new BencodeInteger(value);
    }
}
