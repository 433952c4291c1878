package org.torrent.spi.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one user of a socket hears. Calls come one at a time, from I/O threads; they must not block. Whatever one throws
 * is logged and counted, and costs that datagram only.
 */
@ConsumerType
public interface DatagramHandler {
    /**
     * Whether a datagram is this user's, by what it looks like: a bencoded dictionary, a known connection id.
     *
     * @param datagram its bytes, at most {@link DatagramTransport#MAX_BYTES}; for looking only, during the call
     */
    boolean claims(InetSocketAddress remote, ByteBuffer datagram);

    /** A datagram this user claimed. The buffer is valid during the call only. */
    void onDatagram(InetSocketAddress remote, ByteBuffer datagram);

    /**
     * One of this user's datagrams did not get through, as far as the system says. Many failures are silent: most systems
     * don't tell a shared socket of an unreachable port.
     *
     * @param reason one line for people
     */
    default void onFailed(InetSocketAddress remote, String reason) {}

    /** The end, once, whatever the cause. */
    void onClosed(String reason);
}
