package org.torrent.ext.pex;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which endpoints a peer may name, and be told of. What the session knows of it (its own addresses, bans) it sees to itself. */
final class PexAddresses {
    private static final int UNIQUE_LOCAL = 0xfc; // RFC 4193: fc00::/7

    private PexAddresses() {}

    /** Whether it makes sense between us and a peer there: a host's address with a port, a local one only if the peer is local. */
    static boolean mayName(InetAddress peer, InetSocketAddress named) {
        InetAddress address = named.getAddress();
        boolean broadcast = address instanceof Inet4Address && address.hashCode() == -1;
        boolean host =
                named.getPort() != 0 && !address.isAnyLocalAddress() && !address.isMulticastAddress() && !broadcast;
        boolean near = !address.isLoopbackAddress() || peer.isLoopbackAddress();
        return host && near && (!isLocal(address) || isLocal(peer));
    }

    private static boolean isLocal(InetAddress address) {
        boolean unique = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == UNIQUE_LOCAL;
        return unique || address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress();
    }
}
