package org.torrent.spi.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends and receives datagrams. A service. Trackers, DHT and uTP listen on the same address and so share one socket: each
 * opens it for itself and says which datagrams are its own. Thread-safe. When the provider goes, every port closes.
 */
@ProviderType
public interface DatagramTransport {
    /** Longest datagram that is sent or delivered, in bytes: more than any path carries in one piece. */
    int MAX_BYTES = 2_048;

    /**
     * A share of the socket at that address; the first one binds it. Blocks only for the bind itself.
     *
     * @param address where; port 0 picks a free one, which later callers name to share it; a wildcard address of either
     *     family takes datagrams of both
     * @param priority of several who claim a datagram the one with the highest gets it; of equals the first
     * @throws IOException when the address can't be bound; the message names it and the cause
     */
    DatagramPort open(InetSocketAddress address, int priority, DatagramHandler handler) throws IOException;
}
