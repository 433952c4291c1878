package org.torrent.dht.node;

import java.util.Map;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;

/**
 * What a node begins with.
 *
 * @param settings what is configured
 * @param reach where it may send
 * @param ids what it was called before, of each family; any where there is none
 */
public record NodeStart(NodeSettings settings, Reach reach, Map<Family, NodeId> ids) {}
