package org.torrent.ipfilter;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Ranges of addresses, joined where they touch, to be looked up by halving: 8 bytes a range of IPv4, 32 of IPv6, and
 * 256 KiB once there are many. Immutable.
 */
final class IpRanges {
    /** Longs of a range of IPv6: the upper and lower half of its first and its last address. */
    static final int LONGS = 4;

    private static final int IPV4 = 4, UPPER = 1 << Short.SIZE, INDEXED = 4096;
    private static final int[] EMPTY = {};

    /** None. */
    static final IpRanges NONE = new IpRanges(EMPTY, EMPTY, new long[0]);

    private final int[] first; // offset, so that they are in order as signed numbers
    private final int[] last;
    private final long[] wide; // offset too
    private final int[] below; // how many ranges begin below each value of the upper 16 bits: one look in place of many

    IpRanges(int[] first, int[] last, long[] wide) {
        this.first = first;
        this.last = last;
        this.wide = wide;
        this.below = first.length < INDEXED ? EMPTY : index(first);
    }

    private static int[] index(int[] first) {
        int[] below = new int[UPPER + 1];
        for (int address : first) {
            below[upper(address) + 1]++;
        }
        for (int i = 0; i < UPPER; i++) {
            below[i + 1] += below[i];
        }
        return below;
    }

    private static int upper(int signed) {
        return (signed >> Short.SIZE) - Short.MIN_VALUE;
    }

    /** Whether an address is in one of them. Any thread. */
    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == IPV4
                ? contains(signed(buffer.getInt()))
                : contains(signed(buffer.getLong()), signed(buffer.getLong()));
    }

    private boolean contains(int address) {
        int upper = upper(address);
        int from = below == EMPTY ? 0 : below[upper];
        int found = Arrays.binarySearch(first, from, below == EMPTY ? first.length : below[upper + 1], address);
        int at = found >= 0 ? found : -found - 2; // the last that begins at or before it
        return at >= 0 && last[at] >= address;
    }

    private boolean contains(long upper, long lower) {
        int low = 0;
        int high = wide.length / LONGS;
        while (low < high) { // the first that begins behind it
            int middle = (low + high) >>> 1;
            if (compare(wide, middle * LONGS, upper, lower) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low > 0 && compare(wide, (low - 1) * LONGS + 2, upper, lower) >= 0;
    }

    /** Compares the address at a place with another one. */
    static int compare(long[] wide, int at, long upper, long lower) {
        int order = Long.compare(wide[at], upper);
        return order != 0 ? order : Long.compare(wide[at + 1], lower);
    }

    /** An unsigned number as a signed one of the same order. */
    static int signed(int number) {
        return number ^ Integer.MIN_VALUE;
    }

    /** An unsigned number as a signed one of the same order. */
    static long signed(long number) {
        return number ^ Long.MIN_VALUE;
    }

    /** How many there are, joined. */
    int size() {
        return first.length + wide.length / LONGS;
    }

    /** Heap that it takes. */
    long bytes() {
        return (first.length * 2L + below.length) * Integer.BYTES + (long) wide.length * Long.BYTES;
    }
}
