package org.torrent.session.peers;

import java.net.InetSocketAddress;

/** Endpoints for people. */
final class Endpoints {
    private Endpoints() {}

    /** {@code host:port}, an IPv6 address in brackets. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
