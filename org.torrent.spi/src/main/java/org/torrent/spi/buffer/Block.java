package org.torrent.spi.buffer;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A reference-counted loan of one buffer. It starts with one reference; whoever holds a reference releases it exactly
 * once. A handle whose last reference went is dead: every method but {@link #isReleased} throws
 * {@link IllegalStateException}, also when its memory has been lent again. Counting is thread-safe, the content is not:
 * one holder writes, then hands over.
 */
@ProviderType
public interface Block {
    /**
     * The buffer itself, always the same object; position and limit belong to the current holder.
     *
     * @throws IllegalStateException when the block was released
     */
    ByteBuffer buffer();

    /** Adds a reference and returns this. */
    Block retain();

    /** Gives a reference back; with the last one the memory returns to the pool. Any thread. */
    void release();

    /** Whether the last reference is gone. */
    boolean isReleased();
}
