package org.torrent.model;

/**
 * A span of bytes inside one piece, as request, piece, cancel and reject messages name it (BEP 3, BEP 6). Unvalidated:
 * see {@link PieceLayout#contains(BlockRequest)}. Ordered by piece, offset and length, so that hash tables stay fast when a
 * peer chooses spans whose hashes collide.
 *
 * @param piece index of the piece
 * @param offset first byte within the piece
 * @param length bytes
 */
public record BlockRequest(int piece, int offset, int length) implements Comparable<BlockRequest> {
    /** As a record's own; written out since every block passes here, and a new process compiles what it calls. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BlockRequest that
                && piece == that.piece
                && offset == that.offset
                && length == that.length;
    }

    @Override
    public int hashCode() {
        return (31 * piece + offset) * 31 + length;
    }

    @Override
    public int compareTo(BlockRequest other) {
        if (piece != other.piece) {
            return Integer.compare(piece, other.piece);
        }
        return offset != other.offset ? Integer.compare(offset, other.offset) : Integer.compare(length, other.length);
    }
}
