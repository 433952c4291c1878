package org.torrent.session.core;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/** Who of the known endpoints is dialled next: what the user named first, then the sources in turns. */
final class DialOrder {
    private static final int SOURCES = 7;

    private final Map<InetSocketAddress, KnownPeer> peers;
    private final int first;
    private boolean skipSeeds;
    private int turn;

    /**
     * Of these, as they are at any time.
     *
     * @param first the source that goes before the others
     */
    DialOrder(Map<InetSocketAddress, KnownPeer> peers, int first) {
        this.peers = peers;
        this.first = first;
    }

    /** On: we are a seed ourselves, seeds are not dialled. */
    void skipSeeds(boolean on) {
        skipSeeds = on;
    }

    /** The endpoint to dial now, if one is due. */
    Optional<InetSocketAddress> next(long nowNanos) {
        KnownPeer[] best = new KnownPeer[SOURCES];
        for (KnownPeer peer : peers.values()) {
            if (isDialable(peer) && nowNanos - peer.dueNanos >= 0) {
                for (int i = 0; i < SOURCES; i++) {
                    if (peer.isFrom(1 << i) && (best[i] == null || peer.isBefore(best[i]))) {
                        best[i] = peer;
                    }
                }
            }
        }
        KnownPeer next = best[Integer.numberOfTrailingZeros(first)];
        for (int i = 0; i < SOURCES && next == null; i++) {
            next = best[(turn + i) % SOURCES];
        }
        return Optional.ofNullable(next).map(peer -> peer.endpoint);
    }

    /** When {@link #next} will have something, or {@link Long#MAX_VALUE}; a time that is past means now. */
    long nextAtNanos() {
        KnownPeer next = null;
        for (KnownPeer peer : peers.values()) {
            if (isDialable(peer) && (next == null || peer.dueNanos - next.dueNanos < 0)) {
                next = peer;
            }
        }
        return next == null ? Long.MAX_VALUE : next.dueNanos;
    }

    /** It is dialled: its source waits for the others. */
    void passTurn(KnownPeer peer) {
        for (int i = 0; i < SOURCES; i++) {
            int source = (turn + i) % SOURCES;
            if (peer.isFrom(1 << source)) {
                turn = (source + 1) % SOURCES;
                return;
            }
        }
    }

    private boolean isDialable(KnownPeer peer) {
        KnownPeer twin = peer.twin == null ? null : peers.get(peer.twin);
        boolean isThere = twin != null && twin.state == KnownPeer.State.CONNECTED;
        return peer.state == KnownPeer.State.IDLE && !isThere && !(skipSeeds && peer.seed);
    }
}
