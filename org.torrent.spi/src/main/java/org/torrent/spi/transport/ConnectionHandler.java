package org.torrent.spi.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What happens to one connection. Calls come one at a time, in order, from I/O threads; they must not block. Whatever
 * one throws closes the connection with that as the reason.
 */
@ConsumerType
public interface ConnectionHandler {
    /** The connection is up. */
    void onOpen(Connection connection);

    /**
     * Bytes arrived. What is left between position and limit on return was not consumed: the transport keeps it and
     * delivers it again in front of newer bytes (after {@link Connection#resumeRead}, if reading was suspended
     * meanwhile). The buffer is valid during the call only.
     */
    void onReceived(ByteBuffer bytes);

    /** That many bytes of what was written reached the socket. */
    void onWritten(long bytes);

    /**
     * The end, once, whatever the cause; also the answer to a dial that failed (then {@code onOpen} never came).
     *
     * @param reason one line for people
     */
    void onClosed(String reason);
}
