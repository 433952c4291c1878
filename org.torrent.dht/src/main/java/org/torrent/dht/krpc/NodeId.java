package org.torrent.dht.krpc;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The 160 bits that name a node, or what nodes look for: an info hash, an item's target (BEP 5). */
public record NodeId(long high, long middle, int low) {
    /** Bytes of an id. */
    public static final int BYTES = 20;

    /** Bits of an id. */
    public static final int BITS = BYTES * 8;

    /**
     * The id in these bytes.
     *
     * @throws IllegalArgumentException when there are not {@link #BYTES}
     */
    public static NodeId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes, an id has " + BYTES);
        }
        return at(bytes, 0);
    }

    /** The id that starts at an offset. */
    static NodeId at(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES);
        return new NodeId(buffer.getLong(), buffer.getLong(), buffer.getInt());
    }

    /** Any id. */
    public static NodeId random(RandomGenerator random) {
        return new NodeId(random.nextLong(), random.nextLong(), random.nextInt());
    }

    /** Any id whose first {@code bits} bits are this one's, and whose next bit is not. */
    public NodeId neighbour(int bits, RandomGenerator random) {
        byte[] own = bytes();
        byte[] other = random(random).bytes();
        for (int bit = 0; bit <= bits && bit < BITS; bit++) {
            int mask = 0x80 >> (bit & 7);
            boolean set = (own[bit >> 3] & mask) != 0 ^ bit == bits;
            other[bit >> 3] = (byte) (set ? other[bit >> 3] | mask : other[bit >> 3] & ~mask);
        }
        return of(other);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(high)
                .putLong(middle)
                .putInt(low)
                .array();
    }

    /** How many bits at the start are the same as the other's. */
    public int commonBits(NodeId other) {
        if (high != other.high) {
            return Long.numberOfLeadingZeros(high ^ other.high);
        }
        if (middle != other.middle) {
            return Long.SIZE + Long.numberOfLeadingZeros(middle ^ other.middle);
        }
        return 2 * Long.SIZE + Integer.numberOfLeadingZeros(low ^ other.low);
    }

    /** Who is nearer to this id, by XOR, comes first. */
    public Comparator<NodeId> nearest() {
        return (one, two) -> {
            int order = Long.compareUnsigned(one.high ^ high, two.high ^ high);
            if (order == 0) {
                order = Long.compareUnsigned(one.middle ^ middle, two.middle ^ middle);
            }
            return order != 0 ? order : Integer.compareUnsigned(one.low ^ low, two.low ^ low);
        };
    }

    /** In hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
