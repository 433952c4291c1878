package org.torrent.session.connection;

import java.util.List;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PeerSnapshotBuilder;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.session.wire.PeerWire;

/** What others are shown of a connection. On the torrent's loop. */
final class PeerViews {
    private PeerViews() {}

    static PeerSnapshot of(PeerState peer, ConnectionParts parts, long nowNanos) {
        PeerWire wire = peer.wire;
        return PeerSnapshotBuilder.of(wire.remote(), wire.local())
                .client(parts.theirHandshake()
                        .flatMap(ExtendedHandshake::client)
                        .orElseGet(() -> peer.theirs.peerId().client()))
                .outgoing(wire.outgoing())
                .amChoking(peer.amChoking)
                .amInterested(peer.amInterested)
                .peerChoking(peer.peerChoking)
                .peerInterested(peer.peerInterested)
                .fast(peer.fast)
                .extended(peer.extended)
                .piecesHad(peer.bits.count())
                .source(peer.source)
                .downloadRate(parts.download.rate().bytesPerSecond(nowNanos))
                .uploadRate(parts.upload.rate().bytesPerSecond(nowNanos))
                .downloadedBytes(parts.download.rate().total())
                .uploadedBytes(parts.upload.rate().total())
                .outstandingRequests(parts.download.outstandingCount())
                .queuedRequests(parts.upload.queued())
                .extensions(parts.plugins == null ? List.of() : List.copyOf(parts.plugins.theirNames()))
                .build();
    }
}
