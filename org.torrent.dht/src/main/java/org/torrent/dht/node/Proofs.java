package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.Map;
import org.torrent.dht.DhtLimits;

/** Addresses that are real: whoever is there answered a question of ours, with what only who gets our datagrams can know. */
final class Proofs {
    private final Map<InetSocketAddress, Long> since = new Recent<>(DhtLimits.PROVEN_ADDRESSES);

    void add(InetSocketAddress endpoint, long nowNanos) {
        since.put(endpoint, nowNanos);
    }

    boolean has(InetSocketAddress endpoint, long nowNanos) {
        Long when = since.get(endpoint);
        return when != null && nowNanos - when <= DhtLimits.PROVEN_NANOS;
    }
}
