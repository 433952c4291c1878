package org.torrent.session.buffer;

import java.nio.ByteBuffer;

/**
 * Memory of blocks that lie side by side.
 *
 * @param lender whom it goes back to
 * @param memory all of them as one buffer
 * @param first number of the first one within the pool
 * @param blocks how many
 */
record Run(Lender lender, ByteBuffer memory, int first, int blocks) {
    void giveBack() {
        lender.giveBack(first, blocks);
    }
}
