package org.torrent.model;

/**
 * How a torrent's bytes split into pieces and 16 KiB blocks (BEP 3).
 *
 * @param totalBytes length of all files together, at least 0
 * @param pieceBytes length of every piece but the last, at least 1
 */
public record PieceLayout(long totalBytes, int pieceBytes) {
    /** The length everybody asks for, in bytes. */
    public static final int BLOCK_BYTES = 16 * 1024;

    /** Checks the lengths. */
    public PieceLayout {
        if (totalBytes < 0 || pieceBytes < 1) {
            throw new IllegalArgumentException("total " + totalBytes + " bytes, piece " + pieceBytes + " bytes");
        }
        if (totalBytes / pieceBytes >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("too many pieces");
        }
    }

    /** Number of pieces. */
    public int pieceCount() {
        return (int) (totalBytes / pieceBytes + (totalBytes % pieceBytes == 0 ? 0 : 1));
    }

    /** Length of a piece in bytes. */
    public int pieceLength(int piece) {
        checkPiece(piece);
        return (int) Math.min(pieceBytes, totalBytes - pieceStart(piece));
    }

    /** Offset of a piece's first byte in the concatenation of all files. */
    public long pieceStart(int piece) {
        return (long) piece * pieceBytes;
    }

    /** Number of 16 KiB blocks in a piece; the last one may be shorter. */
    public int blockCount(int piece) {
        return (pieceLength(piece) + BLOCK_BYTES - 1) / BLOCK_BYTES;
    }

    /** The request for a piece's n-th block. */
    public BlockRequest block(int piece, int block) {
        int offset = block * BLOCK_BYTES;
        return new BlockRequest(piece, offset, Math.min(BLOCK_BYTES, pieceLength(piece) - offset));
    }

    /** Whether the span is not empty and lies inside one existing piece. */
    public boolean contains(BlockRequest span) {
        return span.piece() >= 0
                && span.piece() < pieceCount()
                && span.offset() >= 0
                && span.length() > 0
                && (long) span.offset() + span.length() <= pieceLength(span.piece());
    }

    /** Whether the span is exactly one of the 16 KiB blocks that {@link #block} names. */
    public boolean isBlock(BlockRequest span) {
        return contains(span)
                && span.offset() % BLOCK_BYTES == 0
                && span.length() == Math.min(BLOCK_BYTES, pieceLength(span.piece()) - span.offset());
    }

    private void checkPiece(int piece) {
        if (piece < 0 || piece >= pieceCount()) {
            throw new IndexOutOfBoundsException("piece " + piece + " of " + pieceCount());
        }
    }
}
