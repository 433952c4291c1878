package org.torrent.model.bencode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte string. Text is UTF-8 by convention only: what arrives may be anything. */
public final class BencodeString implements BencodeValue {
    private final byte[] bytes;

    private BencodeString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies the bytes. */
    public static BencodeString of(byte[] bytes) {
        return new BencodeString(bytes.clone());
    }

    /** The text's UTF-8 bytes. */
    public static BencodeString of(String text) {
        return new BencodeString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the array over: nobody else may keep it. */
    static BencodeString wrap(byte[] bytes) {
        return new BencodeString(bytes);
    }

    /** The array itself, to be read only. */
    byte[] raw() {
        return bytes;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** The bytes read as UTF-8; malformed sequences become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BencodeString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
