package org.torrent.spi.buffer;

import org.osgi.annotation.versioning.ProviderType;

/** A bounded pool of direct buffers. Thread-safe, never blocks. */
@ProviderType
public interface BlockPool {
    /** Room in front of a block's payload for a piece message's header, in bytes (4 length, 1 type, 4 + 4 indexes). */
    int HEADER_BYTES = 13;

    /** Capacity of a pooled block: 16 KiB of payload and the header in front. */
    int BLOCK_BYTES = 16 * 1024 + HEADER_BYTES;

    /**
     * Lends a cleared buffer of at least {@code bytes} capacity, or answers null when the pool's bound is reached.
     * Up to {@link #BLOCK_BYTES} it is a pooled one; larger ones are made for the occasion and count against the bound.
     */
    Block tryAcquire(int bytes);

    /** Runs {@code task} once, on any thread, when something is next given back. At once when there is room now. */
    void onAvailable(Runnable task);

    /** Bytes lent at the moment. */
    long lentBytes();

    /** The bound, in bytes. */
    long capacityBytes();
}
