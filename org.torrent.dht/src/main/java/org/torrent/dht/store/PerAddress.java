package org.torrent.dht.store;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many things each address has here. */
final class PerAddress {
    private final Map<InetAddress, Integer> counts = new HashMap<>();

    int of(InetAddress address) {
        return counts.getOrDefault(address, 0);
    }

    void add(InetAddress address) {
        counts.merge(address, 1, Integer::sum);
    }

    void remove(InetAddress address) {
        counts.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
