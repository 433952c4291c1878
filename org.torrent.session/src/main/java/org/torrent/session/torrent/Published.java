package org.torrent.session.torrent;

import java.util.List;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.Bitfield;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.life.LifeState;
import org.torrent.session.peers.PeerConnections;
import org.torrent.session.pieces.PieceCounts;
import org.torrent.session.pieces.TorrentContents;
import org.torrent.session.pieces.TorrentPieces;

/** What readers on any thread see of a torrent: immutable, replaced by the torrent's loop each second and at each change. */
final class Published {
    private final SnapshotMaker maker;
    private final TorrentContents contents;
    private final PeerConnections connections;
    private volatile TorrentSnapshot snapshot;
    private volatile List<PeerSnapshot> peers = List.of();
    private volatile Bitfield pieces;
    private volatile PieceCounts counts = PieceCounts.NONE;

    Published(SnapshotMaker maker, TorrentContents contents, PeerConnections connections) {
        this.maker = maker;
        this.contents = contents;
        this.connections = connections;
    }

    /** On the torrent's loop, or before it has started. */
    void update(LifeState life, long nowNanos) {
        TorrentPieces open = contents.pieces();
        counts = contents.counts();
        snapshot = maker.torrent(life, nowNanos);
        peers = connections.peers().all().stream()
                .map(PeerConnection::published)
                .toList();
        pieces = open == null ? null : open.picker().haves().copy();
    }

    TorrentSnapshot torrent() {
        return snapshot;
    }

    PieceCounts counts() {
        return counts;
    }

    List<PeerSnapshot> peers() {
        return peers;
    }

    List<FileSnapshot> files() {
        return maker.files(pieces);
    }
}
