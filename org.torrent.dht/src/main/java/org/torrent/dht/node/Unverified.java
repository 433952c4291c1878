package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeAddress;

/** Nodes that we heard of, and that are asked whether they are there before the table gets them. */
final class Unverified {
    private final Networks networks;
    private final Map<InetSocketAddress, NodeAddress> nodes = new LinkedHashMap<>();

    Unverified(Networks networks) {
        this.networks = networks;
    }

    /** Somebody asked us, or was named; true when he will be asked because of that. */
    boolean add(NodeAddress node) {
        return nodes.size() < DhtLimits.UNVERIFIED_NODES
                && networks.of(node).table().wants(node)
                && nodes.putIfAbsent(node.endpoint(), node) == null;
    }

    /** The next one; null when there is none that the table still wants. */
    NodeAddress next() {
        while (!nodes.isEmpty()) {
            NodeAddress node = nodes.remove(nodes.keySet().iterator().next());
            if (networks.of(node).table().wants(node)) {
                return node;
            }
        }
        return null;
    }
}
