package org.torrent.storage.piece;

import java.nio.ByteBuffer;
import java.util.List;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;
import org.torrent.spi.buffer.Block;

/**
 * A block that was handed over and the reference that came with it.
 *
 * @param span where it belongs
 * @param block whose reference this is
 * @param payload its bytes; use {@link #view} to read them
 */
record Incoming(BlockRequest span, Block block, ByteBuffer payload) implements Comparable<Incoming> {
    /** What remains of the block's buffer now. */
    static Incoming of(BlockRequest span, Block block) {
        return new Incoming(span, block, block.buffer().duplicate());
    }

    int piece() {
        return span.piece();
    }

    int index() {
        return span.offset() / PieceLayout.BLOCK_BYTES;
    }

    int length() {
        return span.length();
    }

    ByteBuffer view() {
        return payload.duplicate();
    }

    void release() {
        block.release();
    }

    /** Whether it continues another one in the same piece. */
    boolean follows(Incoming other) {
        return span.piece() == other.span.piece() && span.offset() == other.span.offset() + other.span.length();
    }

    boolean samePlace(Incoming other) {
        return compareTo(other) == 0;
    }

    /** By place in the torrent. */
    @Override
    public int compareTo(Incoming other) {
        int order = Integer.compare(span.piece(), other.span.piece());
        return order != 0 ? order : Integer.compare(span.offset(), other.span.offset());
    }

    /** Bytes of all. */
    static long length(List<Incoming> blocks) {
        long bytes = 0;
        for (Incoming block : blocks) {
            bytes += block.length();
        }
        return bytes;
    }

    /** New views of the payloads. */
    static ByteBuffer[] views(List<Incoming> blocks) {
        ByteBuffer[] views = new ByteBuffer[blocks.size()];
        for (int i = 0; i < views.length; i++) {
            views[i] = blocks.get(i).view();
        }
        return views;
    }
}
