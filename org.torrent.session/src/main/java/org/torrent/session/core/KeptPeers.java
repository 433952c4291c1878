package org.torrent.session.core;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Endpoints of one torrent that its next run, or its next life, begins with.
 *
 * @param named by the user: dialled first, and again soon after a failure
 * @param found in any other way, the better ones first
 */
public record KeptPeers(List<InetSocketAddress> named, List<InetSocketAddress> found) {
    /** Nobody. */
    public static final KeptPeers NONE = new KeptPeers(List.of(), List.of());

    /** Copies the lists. */
    public KeptPeers {
        named = List.copyOf(named);
        found = List.copyOf(found);
    }
}
