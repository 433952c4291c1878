package org.torrent.dht.node;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;

/** Both families' nodes. */
final class Networks {
    private final Map<Family, Network> all = new EnumMap<>(Family.class);

    void add(Network network) {
        all.put(network.family(), network);
    }

    Network of(Family family) {
        return all.get(family);
    }

    Network of(NodeAddress node) {
        return all.get(node.family());
    }

    Collection<Network> all() {
        return all.values();
    }
}
