package org.torrent.ext.api;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A block that a plugin holds: memory that the engine lent, so it has to go back by {@link #giveBack} or {@link #close}.
 * It ends by itself when the plugin or the torrent leaves; it outlasts the connection. Any thread.
 */
@ProviderType
public interface HeldBlock extends AutoCloseable {
    /**
     * The payload: a new read-only view. Not to be read after the block went back: its memory is lent to others then.
     *
     * @throws IllegalStateException when it went back
     */
    ByteBuffer bytes();

    /**
     * The engine goes on with the block as if the hook had passed it: it is written and its piece verified, unless it came
     * from elsewhere meanwhile or the connection ended. After a hook that passed it is the same as {@link #close}. Later
     * calls do nothing.
     */
    void giveBack();

    /** The plugin needs the block no more. Later calls do nothing. */
    @Override
    void close();
}
