package org.torrent.model.metainfo;

import java.util.Arrays;

/** A growing array of hashes with a bound. */
final class LongBag {
    private final int max;
    private long[] values = new long[16];
    private int size;

    LongBag(int max) {
        this.max = max;
    }

    void add(long value) throws MetainfoException {
        if (size == max) {
            throw new MetainfoException("more than " + max + " directories");
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    long[] toSortedArray() {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
