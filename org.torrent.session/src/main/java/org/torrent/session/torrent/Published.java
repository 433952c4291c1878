package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.Bitfield;

/** What readers on any thread see of a torrent: immutable, replaced by the torrent's loop each second and at each change. */
final class Published {
    private final Torrent torrent;
    private final SnapshotMaker maker;
    private volatile TorrentSnapshot snapshot;
    private volatile List<PeerSnapshot> peers = List.of();
    private volatile List<InetSocketAddress> dialable = List.of();
    private volatile Bitfield pieces;

    Published(Torrent torrent) {
        this.torrent = torrent;
        this.maker = new SnapshotMaker(torrent);
    }

    /** On the torrent's loop, or before it has started. */
    void update(Phase phase, String reason) {
        Download download = torrent.download();
        snapshot = maker.make(phase, reason, torrent.nowNanos());
        peers = maker.peers();
        dialable = torrent.peers().dialable();
        pieces = download == null ? null : download.picker().haves().copy();
    }

    TorrentSnapshot torrent() {
        return snapshot;
    }

    List<PeerSnapshot> peers() {
        return peers;
    }

    List<FileSnapshot> files() {
        return maker.files(pieces);
    }

    /** Where connected peers can be dialled. */
    List<InetSocketAddress> dialable() {
        return dialable;
    }
}
