package org.torrent.model;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The 20 bytes that name a torrent's swarm on the wire, in handshakes and announces: the SHA-1 of the raw {@code info}
 * dictionary (BEP 3), or its SHA-256 cut to 20 bytes (BEP 52). Everywhere else a torrent goes by its {@link TorrentId}.
 */
public final class InfoHash implements Comparable<InfoHash> {
    /** Length in bytes. */
    public static final int LENGTH = 20;

    private final byte[] bytes;

    private InfoHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the given 20 bytes.
     *
     * @throws IllegalArgumentException when there are not exactly 20
     */
    public static InfoHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("an info hash has 20 bytes, not " + bytes.length);
        }
        return new InfoHash(bytes.clone());
    }

    /**
     * Parses 40 hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static InfoHash parse(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new IllegalArgumentException("an info hash has 40 hexadecimal digits, not " + hex.length());
        }
        return new InfoHash(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 20 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The 40 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(InfoHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InfoHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
