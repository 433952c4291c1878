package org.torrent.session.net;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what reached an endpoint, for the endpoints that were reached last. Any thread; guarded by itself. */
final class DialMemory {
    private final Map<InetSocketAddress, String> lastKinds = new LinkedHashMap<>();

    synchronized void reached(InetSocketAddress remote, String kind) {
        lastKinds.remove(remote);
        lastKinds.put(remote, kind);
        if (lastKinds.size() > NetLimits.ENDPOINTS) {
            lastKinds.remove(lastKinds.keySet().iterator().next());
        }
    }

    synchronized KnownEndpoint of(InetSocketAddress remote) {
        String last = lastKinds.get(remote);
        return last == null ? KnownEndpoint.UNKNOWN : new KnownEndpoint(Optional.of(last));
    }
}
