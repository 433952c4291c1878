package org.torrent.dht.krpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A node: who it is and where.
 *
 * @param id as it says
 * @param endpoint a resolved address and its UDP port
 */
public record NodeAddress(NodeId id, InetSocketAddress endpoint) {
    /** The address without the port. */
    public InetAddress address() {
        return endpoint.getAddress();
    }

    /** Which network it is part of. */
    public Family family() {
        return Family.of(address());
    }
}
