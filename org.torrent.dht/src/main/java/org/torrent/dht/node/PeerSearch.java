package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import org.torrent.dht.krpc.NodeId;

/**
 * A search for peers.
 *
 * @param infoHash of which torrent
 * @param announced what is announced to the nodes that are nearest; nothing when we only ask
 * @param scrape whether to count the swarm too (BEP 33)
 * @param listener hears of it, on the node's loop
 */
public record PeerSearch(NodeId infoHash, Optional<Announced> announced, boolean scrape, Listener listener) {
    /**
     * What is announced.
     *
     * @param port where we listen for peers
     * @param isSeed whether everything is there (BEP 33)
     */
    public record Announced(int port, boolean isSeed) {}

    /** What comes of a search. */
    public interface Listener {
        /** Some node named these. */
        void found(Collection<InetSocketAddress> peers);

        /** The end; announces are under way. */
        void done(Outcome outcome);
    }

    /**
     * How a search ended.
     *
     * @param lookup the look-up
     * @param announces how many nodes are told of us
     * @param seeds about how many seeds there are, 0 when the swarm was not counted
     * @param leechers about how many others
     */
    public record Outcome(LookupResult lookup, int announces, int seeds, int leechers) {}
}
