package org.torrent.dht.node;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.store.PeerStore;

/** A sample of the info hashes that are here, which stays the same for a while, so that asking again brings nothing (BEP 51). */
final class Samples {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(DhtLimits.SAMPLE_SECONDS);

    private final PeerStore peers;
    private List<byte[]> sample = List.of();
    private long sinceNanos;

    Samples(PeerStore peers) {
        this.peers = peers;
    }

    List<byte[]> now(long nowNanos) {
        boolean isOver = sample.isEmpty() || nowNanos - sinceNanos >= INTERVAL_NANOS;
        if (isOver) {
            sample = peers.infoHashes(DhtLimits.SAMPLES).stream()
                    .map(NodeId::bytes)
                    .toList();
            sinceNanos = nowNanos;
        }
        return sample;
    }

    /** Until there is another one. */
    long secondsLeft(long nowNanos) {
        return Math.max(0, DhtLimits.SAMPLE_SECONDS - TimeUnit.NANOSECONDS.toSeconds(nowNanos - sinceNanos));
    }
}
