package org.torrent.dht.store;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.torrent.dht.krpc.Subnets;

/** How many things each address has here; all of a /64 of IPv6 count as one. */
final class PerAddress {
    private final Map<Object, Integer> counts = new HashMap<>();

    int of(InetAddress address) {
        return counts.getOrDefault(Subnets.owner(address), 0);
    }

    void add(InetAddress address) {
        counts.merge(Subnets.owner(address), 1, Integer::sum);
    }

    void remove(InetAddress address) {
        counts.computeIfPresent(Subnets.owner(address), (key, count) -> count == 1 ? null : count - 1);
    }
}
