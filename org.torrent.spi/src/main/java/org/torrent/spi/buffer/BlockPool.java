package org.torrent.spi.buffer;

import org.osgi.annotation.versioning.ProviderType;

/** A bounded pool of direct buffers. Thread-safe, never blocks. */
@ProviderType
public interface BlockPool {
    /** Room in front of a block's payload for a piece message's header, in bytes (4 length, 1 type, 4 + 4 indexes). */
    int HEADER_BYTES = 13;

    /** Capacity of a pooled block: 16 KiB of payload and the header in front. */
    int BLOCK_BYTES = 16 * 1024 + HEADER_BYTES;

    /** The largest block that is asked for: 128 KiB of payload and the header in front. */
    int LARGEST_BYTES = 128 * 1024 + HEADER_BYTES;

    /**
     * Lends a cleared buffer of at least {@code bytes} capacity, or answers null while there is none. Up to {@link
     * #BLOCK_BYTES} it is one of the pool's blocks; a larger one is made of several that lie side by side, so there may
     * be none of it while smaller ones are left.
     *
     * @param bytes at most {@link #LARGEST_BYTES}
     * @throws IllegalArgumentException when the pool could never lend that much
     */
    Block tryAcquire(int bytes);

    /**
     * Runs {@code task} once, on any thread, when a block of {@link #BLOCK_BYTES} is next given back; at once when there
     * is one now. It is a hint to try again: somebody else may be faster. Whoever waits is woken in turn.
     */
    void onAvailable(Runnable task);

    /**
     * The same for a block of that size. A pool that does not know sizes apart may wake it for every block.
     *
     * @param bytes as for {@link #tryAcquire}
     */
    default void onAvailable(int bytes, Runnable task) {
        onAvailable(task);
    }

    /** Bytes of memory that are lent at the moment, whole blocks. */
    long lentBytes();

    /** The bound, in bytes. */
    long capacityBytes();
}
