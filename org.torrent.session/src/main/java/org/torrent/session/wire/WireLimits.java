package org.torrent.session.wire;

/** What bounds the way from the I/O threads to the loop. */
public final class WireLimits {
    /** Work that a loop does for one connection before others have their turn; a short message or a block is 1. */
    public static final int TURN_WORK = 256;

    /** What a message that waits for its loop counts beside its bytes on the wire: it is an object then. */
    static final int MESSAGE_BYTES = 64;

    /** The same for a block, whose payload is in the pool. */
    static final int BLOCK_BYTES = 256;

    /** Blocks of one read that are handed on together, before more of it are decoded. */
    static final int BLOCKS_AT_ONCE = 64;

    /** Of a message that is not complete: what every connection may hold without asking. */
    static final int PARTIAL_BYTES = 20 * 1024;

    /** Messages that are kept of a connection while it is held until its torrent is there. */
    static final int HELD_MESSAGES = 256;

    private WireLimits() {}
}
