package org.torrent.dht.source;

import java.util.List;
import org.torrent.dht.node.NodeSettings;
import org.torrent.model.HostPort;

/**
 * What is configured.
 *
 * @param isEnabled whether there is a node at all
 * @param bootstrap nodes to begin at
 * @param node settings of the node
 */
public record DhtOptions(boolean isEnabled, List<HostPort> bootstrap, NodeSettings node) {}
