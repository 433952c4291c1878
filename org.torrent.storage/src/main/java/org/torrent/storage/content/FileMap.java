package org.torrent.storage.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Maps spans of the concatenation of all files to spans of files. Immutable; eight bytes a file. */
public final class FileMap {
    private final long[] ends;
    private final BitSet padding;

    /** For files one after the other, of these lengths. */
    public FileMap(long[] lengths, BitSet padding) {
        this.ends = lengths.clone();
        Arrays.parallelPrefix(ends, Long::sum);
        this.padding = padding;
    }

    /**
     * A span of one file.
     *
     * @param file index of the file
     * @param position first byte in the file
     * @param length bytes, at least 1
     * @param padding whether these are zeros that lie in no file
     */
    public record Segment(int file, long position, long length, boolean padding) {}

    /** The files' spans that make up a span of the concatenation, in order; empty files are left out. */
    public List<Segment> segments(long offset, long length) {
        int file = fileAt(offset);
        long at = offset;
        long end = offset + length;
        List<Segment> found = new ArrayList<>(1);
        while (at < end) {
            long start = file == 0 ? 0 : ends[file - 1];
            long until = Math.min(end, ends[file]);
            if (until > at) {
                found.add(new Segment(file, at - start, until - at, padding.get(file)));
            }
            at = until;
            file++;
        }
        return found;
    }

    /** Number of files. */
    public int fileCount() {
        return ends.length;
    }

    /** Length of all files together, in bytes. */
    public long totalBytes() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    private int fileAt(long offset) {
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
