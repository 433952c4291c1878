package org.torrent.spi.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** One user's share of a socket. Every method may be called from any thread and none blocks. */
@ProviderType
public interface DatagramPort extends AutoCloseable {
    /** The address that was bound, with its real port. */
    InetSocketAddress address();

    /**
     * Queues a datagram.
     *
     * @param remote a resolved address
     * @param datagram the remaining bytes, 1 to {@link DatagramTransport#MAX_BYTES}; nobody changes them afterwards
     * @return false when it was dropped and counted: the queue is full, it is empty or too long, the address is not
     *     resolved, or the port is closed. True promises nothing, as datagrams do
     */
    boolean send(InetSocketAddress remote, ByteBuffer datagram);

    /** What happened on the socket so far, to all its users. */
    DatagramCounts counts();

    /** Gives the share back; the last one closes the socket. {@code onClosed} follows. Idempotent. */
    @Override
    void close();
}
