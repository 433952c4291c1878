package org.torrent.ext.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The peers that claim one size of metadata. They are asked together, until what they sent together fails its hash: from
 * then on a few at a time are asked alone, each for all of it, so that who is wrong is known.
 */
final class SizeGroup {
    final int sizeBytes;
    private final Set<AskedPeer> peers = new LinkedHashSet<>();
    private final Map<AskedPeer, Long> solo = new LinkedHashMap<>(); // who is asked alone, and since when
    private Attempt shared;

    SizeGroup(int sizeBytes) {
        this.sizeBytes = sizeBytes;
        this.shared = new Attempt(sizeBytes);
    }

    int peerCount() {
        return peers.size();
    }

    boolean isEmpty() {
        return peers.isEmpty();
    }

    void add(AskedPeer peer) {
        peers.add(peer);
    }

    void remove(AskedPeer peer) {
        peers.remove(peer);
        solo.remove(peer);
        peer.leave();
    }

    /** Asks for what is missing. */
    void fill(long nowNanos) {
        if (shared == null) {
            takeTurns(nowNanos);
        }
        for (AskedPeer peer : List.copyOf(peers)) {
            if (shared != null) {
                peer.join(shared);
            }
            peer.fill(nowNanos);
        }
    }

    private void takeTurns(long nowNanos) {
        long turn = MetadataLimits.SOLO_PIECE_NANOS * Math.max(10, MetadataLimits.pieces(sizeBytes));
        for (AskedPeer peer : List.copyOf(solo.keySet())) {
            if (nowNanos - solo.get(peer) >= turn && solo.size() < peers.size()) {
                endTurn(peer);
            }
        }
        for (AskedPeer peer : List.copyOf(peers)) {
            if (solo.size() >= MetadataLimits.SOLO_PEERS) {
                return;
            }
            if (solo.putIfAbsent(peer, nowNanos) == null) {
                peer.join(new Attempt(sizeBytes));
            }
        }
    }

    private void endTurn(AskedPeer peer) {
        solo.remove(peer);
        peer.leave();
        peers.remove(peer);
        peers.add(peer); // to the end
    }

    /** What was put together has the wrong hash. */
    void failed(Attempt attempt) {
        for (AskedPeer peer : new ArrayList<>(peers)) {
            if (peer.attempt() == attempt) {
                peer.leave();
                solo.remove(peer);
            }
        }
        if (attempt == shared) {
            boolean single = attempt.contributors().size() == 1;
            shared = single ? new Attempt(sizeBytes) : null;
        }
    }

    /** Forgets all data, and leaves its peers alone for a while. */
    void clear(long nowNanos) {
        peers.forEach(AskedPeer::leave);
        peers.forEach(peer -> peer.backOff(nowNanos));
        solo.clear();
        shared = shared == null ? null : new Attempt(sizeBytes);
    }

    void expire(long nowNanos) {
        peers.forEach(peer -> peer.expire(nowNanos));
    }

    long bufferedBytes() {
        long alone = solo.keySet().stream()
                .filter(peer -> peer.attempt() != null)
                .mapToLong(peer -> peer.attempt().bufferedBytes())
                .sum();
        return alone + (shared == null ? 0 : shared.bufferedBytes());
    }
}
