package org.torrent.storage.piece;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Blocks of one piece, one behind the other, released when everybody who works on them is done. */
final class BlockRun {
    private final List<Incoming> blocks;
    private final AtomicInteger users;
    private final LongConsumer whenReleased;

    /**
     * Takes over the blocks' references.
     *
     * @param users how many times {@link #done} will be called
     * @param whenReleased hears the bytes, on whichever thread is last
     */
    BlockRun(List<Incoming> blocks, int users, LongConsumer whenReleased) {
        this.blocks = blocks;
        this.users = new AtomicInteger(users);
        this.whenReleased = whenReleased;
    }

    List<Incoming> blocks() {
        return blocks;
    }

    /** One of the users is done. */
    void done() {
        if (users.decrementAndGet() == 0) {
            whenReleased.accept(release(blocks));
        }
    }

    /** Releases blocks; answers their bytes. */
    static long release(Iterable<Incoming> blocks) {
        long bytes = 0;
        for (Incoming block : blocks) {
            block.release();
            bytes += block.length();
        }
        return bytes;
    }
}
