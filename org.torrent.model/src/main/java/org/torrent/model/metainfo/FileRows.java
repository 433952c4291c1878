package org.torrent.model.metainfo;

import java.util.Arrays;
import org.torrent.model.Limits;

/** Growing columns of a {@link FileTable}: 13 bytes a file. */
final class FileRows {
    /** Where the file's bytes start; one more entry than files, the last is the total. */
    private long[] offsets = new long[9];

    /** Where the path's list starts in the raw {@code info} bytes; -1 for a padding file without one. */
    private int[] pathStarts = new int[8];

    private byte[] flags = new byte[8];
    private int size;

    /**
     * Adds a file.
     *
     * @throws MetainfoException when the total exceeds the limit
     */
    void add(int pathStart, long length, int flag) throws MetainfoException {
        long total = totalBytes();
        if (length > Limits.TOTAL_BYTES - total) {
            throw new MetainfoException("the files are longer than " + Limits.TOTAL_BYTES + " bytes together");
        }
        if (size == flags.length) {
            grow(size + (size >> 1));
        }
        pathStarts[size] = pathStart;
        flags[size] = (byte) flag;
        offsets[++size] = total + length;
    }

    private void grow(int capacity) {
        offsets = Arrays.copyOf(offsets, capacity + 1);
        pathStarts = Arrays.copyOf(pathStarts, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    /** Gives back what growing left unused. */
    void trim() {
        grow(size);
    }

    int size() {
        return size;
    }

    long totalBytes() {
        return offsets[size];
    }

    long offset(int file) {
        return offsets[file];
    }

    long length(int file) {
        return offsets[file + 1] - offsets[file];
    }

    int pathStart(int file) {
        return pathStarts[file];
    }

    int flags(int file) {
        return flags[file];
    }
}
