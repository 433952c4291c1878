package org.torrent.dht.store;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.BitSet;

/** A Bloom filter of addresses: how nodes count a swarm together without naming it (BEP 33). */
public final class SwarmFilter {
    /** Length on the wire. */
    public static final int BYTES = 256;

    private static final int BITS = BYTES * 8;
    private static final int HASHES = 2;

    private final BitSet bits;

    /** An empty one. */
    public SwarmFilter() {
        this.bits = new BitSet(BITS);
    }

    private SwarmFilter(BitSet bits) {
        this.bits = bits;
    }

    /**
     * One that came.
     *
     * @throws IllegalArgumentException when it does not have {@link #BYTES}
     */
    public static SwarmFilter of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes, a filter has " + BYTES);
        }
        return new SwarmFilter(BitSet.valueOf(bytes));
    }

    /** Adds an address. */
    public void add(InetAddress address) {
        byte[] hash = Digests.sha1().digest(address.getAddress());
        for (int i = 0; i < HASHES; i++) {
            bits.set(((hash[2 * i] & 0xff) | (hash[2 * i + 1] & 0xff) << 8) % BITS);
        }
    }

    /** Adds all that the other one has. */
    public void addAll(SwarmFilter other) {
        bits.or(other.bits);
    }

    /** About how many addresses were added. */
    public double estimate() {
        if (bits.isEmpty()) {
            return 0; // where the formula says half of one
        }
        double zeros = Math.min(BITS - 1, BITS - bits.cardinality());
        return Math.log(zeros / BITS) / (HASHES * Math.log(1 - 1.0 / BITS));
    }

    /** As on the wire. */
    public byte[] bytes() {
        return Arrays.copyOf(bits.toByteArray(), BYTES);
    }
}
