package org.torrent.model.metainfo;

import org.torrent.model.Limits;

/** Chooses a piece length for a new torrent. */
public final class PieceSizes {
    /** The shortest recommended, in bytes: one block. */
    public static final int MIN_BYTES = 16 * 1024;

    /** The longest recommended, in bytes, unless there would be too many pieces. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int TARGET_PIECES = 2_048;

    /** Hashes of this many pieces leave a .torrent well within its limit. */
    private static final int MOST_PIECES = Limits.TORRENT_BYTES / 2 / Sha1Pieces.HASH_BYTES;

    private PieceSizes() {}

    /**
     * A power of two that gives at most 2,048 pieces where 16 MiB are enough for that: a .torrent of 40 KiB, and pieces
     * that a peer finishes within seconds. Beyond 4 TiB the pieces grow again, so that the .torrent stays acceptable.
     *
     * @throws IllegalArgumentException when the length is negative or beyond what a torrent may have
     */
    public static int recommend(long totalBytes) {
        if (totalBytes < 0 || totalBytes > Limits.TOTAL_BYTES) {
            throw new IllegalArgumentException("a torrent cannot have " + totalBytes + " bytes");
        }
        long size = MIN_BYTES;
        while (size < MAX_BYTES && totalBytes / size >= TARGET_PIECES) {
            size *= 2;
        }
        while (size < Limits.PIECE_BYTES && totalBytes / size >= MOST_PIECES) {
            size *= 2;
        }
        return (int) size;
    }
}
