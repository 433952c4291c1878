package org.torrent.session.net;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what reached an endpoint, for the endpoints that were reached last. Any thread; guarded by itself. */
final class DialMemory {
    /** Endpoints remembered at most. */
    static final int ENDPOINTS_MAX = 4_096;

    private final Map<InetSocketAddress, String> lastKinds = new LinkedHashMap<>();

    synchronized void reached(InetSocketAddress remote, String kind) {
        lastKinds.remove(remote);
        lastKinds.put(remote, kind);
        if (lastKinds.size() > ENDPOINTS_MAX) {
            lastKinds.remove(lastKinds.keySet().iterator().next());
        }
    }

    synchronized KnownEndpoint of(InetSocketAddress remote) {
        String last = lastKinds.get(remote);
        return last == null ? KnownEndpoint.UNKNOWN : new KnownEndpoint(Optional.of(last));
    }
}
