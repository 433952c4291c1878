package org.torrent.dht.source;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.torrent.dht.node.NodeStatus;

/**
 * How the DHT is doing, for front ends.
 *
 * @param isEnabled whether it is switched on
 * @param addresses where the node listens
 * @param trouble what keeps it from that; empty when nothing does
 * @param torrents that are searched for
 * @param dropped datagrams that came faster than they were worked through
 * @param node how the node is doing; nothing where there is none
 */
public record DhtView(
        boolean isEnabled,
        List<InetSocketAddress> addresses,
        String trouble,
        int torrents,
        long dropped,
        Optional<NodeStatus> node) {
    static final DhtView OFF = new DhtView(false, List.of(), "", 0, 0, Optional.empty());
}
