package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.spi.peers.Swarm;

/** One torrent as a peer source sees it. Any thread. */
final class SwarmView implements Swarm {
    private final Torrent torrent;
    private final int source;

    SwarmView(Torrent torrent, int source) {
        this.torrent = torrent;
        this.source = source;
    }

    @Override
    public InfoHash infoHash() {
        return torrent.infoHash();
    }

    @Override
    public PeerId peerId() {
        return torrent.services().peerId();
    }

    @Override
    public int listenPort() {
        return torrent.services().listenPort().getAsInt();
    }

    @Override
    public List<List<String>> trackers() {
        return torrent.trackers();
    }

    @Override
    public boolean isPrivate() {
        return torrent.isPrivate();
    }

    @Override
    public long uploadedBytes() {
        return torrent.snapshot().uploadedBytes();
    }

    @Override
    public long downloadedBytes() {
        return torrent.snapshot().downloadedBytes();
    }

    @Override
    public long leftBytes() {
        TorrentSnapshot now = torrent.snapshot();
        return now.wantedBytes() < 0 ? -1 : now.wantedBytes() - now.doneBytes();
    }

    @Override
    public void found(Collection<InetSocketAddress> peers, String origin) {
        List<InetSocketAddress> copy = new ArrayList<>(peers);
        torrent.loop().execute(() -> torrent.peers().add(copy, source));
    }

    @Override
    public void failed(String origin, String message) {
        torrent.alert(
                AlertType.TRACKER_ERROR,
                () -> origin + ": " + message,
                Map.of(AlertDetail.URL, origin, AlertDetail.REASON, message));
    }

    @Override
    public void succeeded(String origin, int seeds, int leechers, int peers) {
        torrent.alert(
                AlertType.TRACKER_REPLY,
                () -> origin + ": " + peers + " peers",
                Map.of(
                        AlertDetail.URL,
                        origin,
                        AlertDetail.SEEDS,
                        seeds,
                        AlertDetail.LEECHERS,
                        leechers,
                        AlertDetail.PEERS,
                        peers));
    }
}
