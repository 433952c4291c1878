package org.torrent.spi.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.spi.buffer.Block;

/**
 * One connection. Every method may be called from any thread and none blocks. What is written leaves in the order of
 * the calls; writes after the end are dropped (their blocks released).
 */
@ProviderType
public interface Connection {
    /** Our end. */
    InetSocketAddress local();

    /** Their end. */
    InetSocketAddress remote();

    /** Writes the remaining bytes of a buffer that nobody changes afterwards. */
    void write(ByteBuffer bytes);

    /** Writes the remaining bytes of the block's buffer and takes over one reference. */
    void write(Block block);

    /** Stops reading from the socket soon; at most what was read already is still delivered. */
    void suspendRead();

    /** Goes on reading. */
    void resumeRead();

    /**
     * Runs a task soon, in turn with the calls of the handler and on a thread that may call it, whether or not reading is
     * suspended. What it throws closes the connection. Never run after {@code onClosed}.
     */
    void execute(Runnable task);

    /** Closes at once, dropping what is unsent; {@code onClosed} follows with this reason. Idempotent. */
    void close(String reason);

    /** Closes when everything written before has left, or after {@code timeoutMillis}. */
    void closeAfterWrites(String reason, long timeoutMillis);
}
