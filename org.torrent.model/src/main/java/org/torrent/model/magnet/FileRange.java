package org.torrent.model.magnet;

/**
 * Files selected by a magnet link's {@code so} parameter (BEP 53), by index.
 *
 * @param first index of the first file, from 0
 * @param last index of the last file, inclusive
 */
public record FileRange(int first, int last) {
    /** Checks the order. */
    public FileRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("files " + first + "-" + last);
        }
    }

    /** Whether the file is in the range. */
    public boolean contains(int file) {
        return first <= file && file <= last;
    }

    /** The form of BEP 53: {@code 4} or {@code 4-6}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
