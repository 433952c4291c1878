package org.torrent.ipfilter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects ranges in any order for one {@link IpRanges}. Not thread-safe. */
final class RangeTable {
    private static final int SHIFT = Integer.SIZE;
    private static final long LOW = 0xFFFF_FFFFL;

    private final long maxBytes;
    private long[] narrow = new long[1024]; // first and last address of a range in one number
    private int narrowCount;
    private long[] wide = new long[64 * IpRanges.LONGS];
    private int wideCount;

    /** @param maxBytes of the ranges as they are looked up, before they are joined */
    RangeTable(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes a range; false when there is no room for it. */
    boolean add(IpRange range) {
        if (bytes() + (range.isIpv4() ? Long.BYTES : IpRanges.LONGS * Long.BYTES) > maxBytes) {
            return false;
        }
        ByteBuffer first = ByteBuffer.wrap(range.first());
        ByteBuffer last = ByteBuffer.wrap(range.last());
        if (range.isIpv4()) {
            narrow = narrowCount < narrow.length ? narrow : Arrays.copyOf(narrow, 2 * narrowCount);
            narrow[narrowCount++] =
                    (long) IpRanges.signed(first.getInt()) << SHIFT | IpRanges.signed(last.getInt()) & LOW;
        } else {
            int at = wideCount++ * IpRanges.LONGS;
            wide = at < wide.length ? wide : Arrays.copyOf(wide, 2 * at);
            wide[at] = IpRanges.signed(first.getLong());
            wide[at + 1] = IpRanges.signed(first.getLong());
            wide[at + 2] = IpRanges.signed(last.getLong());
            wide[at + 3] = IpRanges.signed(last.getLong());
        }
        return true;
    }

    /** Takes all ranges of another one; false when there is no room for all. */
    boolean addAll(RangeTable other) {
        if (bytes() + other.bytes() > maxBytes) {
            return false;
        }
        narrow = Arrays.copyOf(narrow, narrowCount + other.narrowCount + 1);
        System.arraycopy(other.narrow, 0, narrow, narrowCount, other.narrowCount);
        narrowCount += other.narrowCount;
        wide = Arrays.copyOf(wide, (wideCount + other.wideCount + 1) * IpRanges.LONGS);
        System.arraycopy(other.wide, 0, wide, wideCount * IpRanges.LONGS, other.wideCount * IpRanges.LONGS);
        wideCount += other.wideCount;
        return true;
    }

    /** Bytes that they take as they are looked up, before they are joined. */
    long bytes() {
        return (long) narrowCount * Long.BYTES + (long) wideCount * IpRanges.LONGS * Long.BYTES;
    }

    /** Ranges that were taken. */
    int size() {
        return narrowCount + wideCount;
    }

    /** All of them, joined where they touch. */
    IpRanges ranges() {
        Arrays.sort(narrow, 0, narrowCount);
        int[] first = new int[narrowCount];
        int[] last = new int[narrowCount];
        int count = 0;
        for (int i = 0; i < narrowCount; i++) {
            int from = (int) (narrow[i] >> SHIFT);
            int to = (int) narrow[i];
            if (count > 0 && from <= last[count - 1] + 1L) {
                last[count - 1] = Math.max(last[count - 1], to);
            } else {
                first[count] = from;
                last[count++] = to;
            }
        }
        return new IpRanges(Arrays.copyOf(first, count), Arrays.copyOf(last, count), joinedWide());
    }

    private long[] joinedWide() {
        long[][] sorted = new long[wideCount][];
        for (int i = 0; i < wideCount; i++) {
            sorted[i] = Arrays.copyOfRange(wide, i * IpRanges.LONGS, (i + 1) * IpRanges.LONGS);
        }
        Arrays.sort(sorted, (one, other) -> IpRanges.compare(one, 0, other[0], other[1]));
        long[] joined = new long[wideCount * IpRanges.LONGS];
        int at = 0;
        for (long[] range : sorted) {
            int before = at - 2; // where the range before ends
            if (at > 0 && IpRanges.compare(joined, before, range[0], range[1]) >= 0) {
                if (IpRanges.compare(joined, before, range[2], range[3]) < 0) {
                    System.arraycopy(range, 2, joined, before, 2);
                }
            } else {
                System.arraycopy(range, 0, joined, at, IpRanges.LONGS);
                at += IpRanges.LONGS;
            }
        }
        return Arrays.copyOf(joined, at);
    }
}
