package org.torrent.ext.pex;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Endpoints of tests. */
final class Endpoints {
    private Endpoints() {}

    static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address(address), port);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The n-th of many IPv4 endpoints. */
    static InetSocketAddress ipv4(int n) {
        return at("203.0." + (n >> 8) + "." + (n & 0xff), 1_000 + n);
    }

    /** The n-th of many IPv6 endpoints. */
    static InetSocketAddress ipv6(int n) {
        return at("2001:db8::" + Integer.toHexString(n + 1), 1_000 + n);
    }

    static Map<InetSocketAddress, PexPeer> connected(InetSocketAddress... endpoints) {
        Map<InetSocketAddress, PexPeer> all = new LinkedHashMap<>();
        for (InetSocketAddress endpoint : endpoints) {
            all.put(endpoint, new PexPeer(endpoint, 0));
        }
        return all;
    }

    static InetSocketAddress[] both(int number) {
        return IntStream.range(0, number)
                .boxed()
                .flatMap(n -> List.of(ipv4(n), ipv6(n)).stream())
                .toArray(InetSocketAddress[]::new);
    }

    static List<InetSocketAddress> of(List<PexPeer> peers) {
        return peers.stream().map(PexPeer::endpoint).toList();
    }
}
