package org.torrent.model;

/**
 * A span of bytes inside one piece, as request, piece, cancel and reject messages name it (BEP 3, BEP 6). Unvalidated:
 * see {@link PieceLayout#contains(BlockRequest)}.
 *
 * @param piece index of the piece
 * @param offset first byte within the piece
 * @param length bytes
 */
public record BlockRequest(int piece, int offset, int length) {}
