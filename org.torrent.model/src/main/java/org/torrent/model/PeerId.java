package org.torrent.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The 20 bytes by which a runtime names itself in a handshake and an announce (BEP 3, BEP 20). */
public final class PeerId {
    /** Length in bytes. */
    public static final int LENGTH = 20;

    private final byte[] bytes;

    private PeerId(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies the given 20 bytes.
     *
     * @throws IllegalArgumentException when there are not exactly 20
     */
    public static PeerId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a peer id has 20 bytes, not " + bytes.length);
        }
        return new PeerId(bytes.clone());
    }

    /** A copy of the 20 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The Azureus-style client prefix ({@code -XX1234-}) where there is one, otherwise hexadecimal digits. */
    public String client() {
        if (bytes[0] == '-' && bytes[7] == '-') {
            boolean printable = true;
            for (int i = 1; i < 7; i++) {
                printable &= bytes[i] > 0x20 && bytes[i] < 0x7f;
            }
            if (printable) {
                return new String(bytes, 0, 8, StandardCharsets.US_ASCII);
            }
        }
        return HexFormat.of().formatHex(bytes, 0, 8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
