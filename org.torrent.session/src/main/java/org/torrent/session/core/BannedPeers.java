package org.torrent.session.core;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A bounded set of addresses, oldest out first. Loopback addresses, which many may share, count with their port, IPv6
 * addresses by their first 64 bits: whoever has one has as many as he likes.
 */
final class BannedPeers {
    private final int max;
    private final Set<Object> keys = new LinkedHashSet<>();

    BannedPeers(int max) {
        this.max = max;
    }

    void add(InetSocketAddress endpoint) {
        keys.add(key(endpoint));
        if (keys.size() > max) {
            Iterator<Object> oldest = keys.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(InetSocketAddress endpoint) {
        return keys.contains(key(endpoint));
    }

    private static Object key(InetSocketAddress endpoint) {
        return endpoint.getAddress().isLoopbackAddress() ? endpoint : AddressKey.of(endpoint.getAddress());
    }
}
