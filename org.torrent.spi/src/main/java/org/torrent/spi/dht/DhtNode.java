package org.torrent.spi.dht;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Our node of the DHT, as a session sees it: a {@link org.torrent.spi.peers.PeerSource} that also is one. Peers tell each
 * other where their nodes are (BEP 5, the message {@code port}). Thread-safe, never blocks, throws nothing.
 */
@ConsumerType
public interface DhtNode {
    /** The UDP port of the node, which peers may know; 0 while there is none, or it asks only (BEP 43). */
    int port();

    /** A peer told where its node is. */
    void told(InetSocketAddress node);
}
