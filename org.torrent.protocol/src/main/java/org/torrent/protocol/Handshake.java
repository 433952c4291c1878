package org.torrent.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;

/**
 * The first 68 bytes each side sends (BEP 3).
 *
 * @param reservedBits the eight reserved bytes, the first one highest (registry in BEP 4)
 * @param infoHash the torrent this connection is about
 * @param peerId how the sender names itself
 */
public record Handshake(long reservedBits, InfoHash infoHash, PeerId peerId) {
    /** Length on the wire in bytes. */
    public static final int LENGTH = 68;

    /** Reserved bit of the extension protocol (BEP 10). */
    public static final long EXTENDED = 0x10_00_00L;

    /** Reserved bit of the fast extension (BEP 6). */
    public static final long FAST = 0x04L;

    /** Reserved bit of the DHT (BEP 5). */
    public static final long DHT = 0x01L;

    private static final byte[] PREFIX = "\u0013BitTorrent protocol".getBytes(StandardCharsets.US_ASCII);

    /** The wire form. */
    public byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .put(PREFIX)
                .putLong(reservedBits)
                .put(infoHash.bytes())
                .put(peerId.bytes())
                .array();
    }

    /** Whether the sender speaks BEP 10. */
    public boolean supportsExtended() {
        return (reservedBits & EXTENDED) != 0;
    }

    /** Whether the sender speaks BEP 6; it is in force when both sides do. */
    public boolean supportsFast() {
        return (reservedBits & FAST) != 0;
    }

    /** Whether the sender has a DHT node. */
    public boolean supportsDht() {
        return (reservedBits & DHT) != 0;
    }

    /** Index of the first of these bytes of a handshake that no handshake has there, or -1. */
    static int firstWrong(byte[] wire, int from, int to) {
        for (int i = from; i < Math.min(to, PREFIX.length); i++) {
            if (wire[i] != PREFIX[i]) {
                return i;
            }
        }
        return -1;
    }

    /** The line to show for what {@link #firstWrong} found. */
    static String explain(int index, byte value) {
        return "handshake: byte " + index + " is 0x" + hex(value) + ", expected 0x" + hex(PREFIX[index])
                + ": not the BitTorrent protocol";
    }

    /** Reads a complete handshake whose first bytes are checked already. */
    static Handshake read(byte[] wire) {
        ByteBuffer in = ByteBuffer.wrap(wire, PREFIX.length, LENGTH - PREFIX.length);
        long reserved = in.getLong();
        byte[] infoHash = new byte[InfoHash.LENGTH];
        byte[] peerId = new byte[PeerId.LENGTH];
        in.get(infoHash).get(peerId);
        return new Handshake(reserved, InfoHash.of(infoHash), PeerId.of(peerId));
    }

    private static String hex(byte value) {
        return Integer.toHexString(value & 0xff | 0x100).substring(1);
    }
}
