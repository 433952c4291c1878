package org.torrent.dht.node;

import java.util.List;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.model.bencode.BencodeString;

/**
 * How a look-up ended.
 *
 * @param nearest the nodes that are nearest to the target, of those that answered
 * @param queries how many were asked
 * @param answers how many of them answered
 * @param hops how many nodes named each other on the longest way to one of the nearest
 */
public record LookupResult(List<Found> nearest, int queries, int answers, int hops) {
    /**
     * A node near the target.
     *
     * @param token what it wants to see before it keeps something; null when it gave none
     */
    public record Found(NodeAddress node, BencodeString token) {}
}
