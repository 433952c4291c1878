package org.torrent.session.wire;

import java.nio.ByteBuffer;
import org.torrent.spi.buffer.Block;

/**
 * Bytes on their way through the stages to the connection. Whoever has it owns the bytes and may change them in place,
 * and one reference of the block, to be handed on or released.
 *
 * @param bytes what remains is sent; the block's buffer, if there is a block
 * @param block null for bytes that are on the heap or shared with nobody
 * @param messageBytes how many bytes of messages it stands for: 0 for what a stage sends on its own behalf
 */
public record Outgoing(ByteBuffer bytes, Block block, int messageBytes) {
    /** Bytes of a stage's own. */
    public static Outgoing own(ByteBuffer bytes) {
        return new Outgoing(bytes, null, 0);
    }

    /** Nobody will send it. */
    public void release() {
        if (block != null) {
            block.release();
        }
    }
}
