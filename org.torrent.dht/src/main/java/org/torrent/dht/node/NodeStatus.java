package org.torrent.dht.node;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;

/**
 * How a node is doing.
 *
 * @param tables its two networks
 * @param torrents info hashes that others announced themselves for here
 * @param peers how many did
 * @param items that others left here
 * @param running look-ups
 * @param waiting look-ups
 * @param finished look-ups
 * @param counts what it counted
 */
public record NodeStatus(
        List<Table> tables,
        int torrents,
        int peers,
        int items,
        int running,
        int waiting,
        long finished,
        NodeCounts.Snapshot counts) {
    /**
     * One network.
     *
     * @param id ours
     * @param nodes in the table
     * @param good of them, that were heard of lately
     * @param replacements that wait for a place
     * @param buckets parts of the table
     * @param external our address as others see it, when enough agree
     */
    public record Table(
            Family family,
            NodeId id,
            int nodes,
            int good,
            int replacements,
            int buckets,
            Optional<InetAddress> external) {}
}
