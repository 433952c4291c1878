package org.torrent.model.metainfo;

/** Chooses a piece length for a new torrent. */
public final class PieceSizes {
    /** The shortest recommended: one block. */
    public static final int MIN_BYTES = 16 * 1024;

    /** The longest recommended: 16 MiB, unless there would be too many pieces. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int TARGET_PIECES = 2_048;

    private PieceSizes() {}

    /**
     * A power of two that gives at most about 2,000 pieces where that is possible: a .torrent of 40 KiB and, for most
     * torrents, a piece that a peer finishes within seconds.
     */
    public static int recommend(long totalBytes) {
        throw new UnsupportedOperationException();
    }
}
