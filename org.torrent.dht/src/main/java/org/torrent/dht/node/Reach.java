package org.torrent.dht.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.torrent.dht.krpc.Subnets;

/**
 * Where datagrams may go. Who listens on loopback addresses only sends to loopback addresses only; everybody else never
 * does, unless the user named a node there. And nobody outside may name addresses of this house's networks: what is there
 * must not be asked on a stranger's orders.
 *
 * @param loopback whether loopback addresses may be asked
 * @param beyond whether any other may
 */
public record Reach(boolean loopback, boolean beyond) {
    /** Whether anything may be sent there. */
    public boolean permits(InetSocketAddress to) {
        InetAddress address = to.getAddress();
        return address != null
                && to.getPort() > 0
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && (address.isLoopbackAddress() ? loopback : beyond);
    }

    /** Whether what one node says of another's address counts. */
    public boolean mayName(InetAddress who, InetSocketAddress named) {
        return permits(named) && (!Subnets.isLocal(named.getAddress()) || Subnets.isLocal(who));
    }
}
