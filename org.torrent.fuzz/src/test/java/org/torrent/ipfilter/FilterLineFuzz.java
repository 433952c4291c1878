package org.torrent.ipfilter;

import java.util.Arrays;
import org.torrent.fuzz.Check;

/** A line of a list: a range that is read is one, and reads back equal. */
public final class FilterLineFuzz {
    private FilterLineFuzz() {}

    /** Reads one. */
    public static void read(String text) {
        FilterLine line = FilterLine.of(text);
        Check.that((line.range() != null) == (line.kind() == FilterLine.Kind.BLOCKS), "a range where one is blocked");
        if (line.range() != null) {
            IpRange range = line.range();
            Check.that(Arrays.compareUnsigned(range.first(), range.last()) <= 0, "a range in order");
            Check.equal(IpRange.parse(range.toString()).orElseThrow(), range, "what was written");
        }
    }
}
