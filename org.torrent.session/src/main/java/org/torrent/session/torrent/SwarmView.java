package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.HostPort;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.pieces.PieceCounts;
import org.torrent.spi.peers.Swarm;

/** One torrent as a peer source sees it. Any thread. */
final class SwarmView implements Swarm {
    private final TorrentServices services;
    private final TorrentFacts facts;
    private final TorrentAlerts alerts;
    private final Mailbox<TorrentInput> mailbox;
    private final Supplier<PieceCounts> counts;
    private final Supplier<TorrentSnapshot> snapshot;
    private final BiConsumer<Collection<InetSocketAddress>, Integer> found;
    private final int source;

    /** {@code found} takes endpoints and their source bit, on the torrent's loop. */
    SwarmView(
            TorrentServices services,
            TorrentFacts facts,
            TorrentAlerts alerts,
            Mailbox<TorrentInput> mailbox,
            Supplier<PieceCounts> counts,
            Supplier<TorrentSnapshot> snapshot,
            BiConsumer<Collection<InetSocketAddress>, Integer> found,
            int source) {
        this.services = services;
        this.facts = facts;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.counts = counts;
        this.snapshot = snapshot;
        this.found = found;
        this.source = source;
    }

    @Override
    public InfoHash infoHash() {
        return facts.infoHash();
    }

    @Override
    public PeerId peerId() {
        return services.peerId();
    }

    @Override
    public int listenPort() {
        return services.listenPort();
    }

    @Override
    public List<InetSocketAddress> listenAddresses() {
        return services.ownAddresses().get();
    }

    @Override
    public List<List<String>> trackers() {
        return facts.trackers();
    }

    @Override
    public boolean isHearsay(String tracker) {
        return facts.isHearsay(tracker);
    }

    @Override
    public List<HostPort> nodes() {
        return facts.metainfo().map(Metainfo::nodes).orElse(List.of());
    }

    @Override
    public boolean isPrivate() {
        return facts.isPrivate();
    }

    @Override
    public long uploadedBytes() {
        return snapshot.get().uploadedBytes();
    }

    @Override
    public long downloadedBytes() {
        return snapshot.get().downloadedBytes();
    }

    @Override
    public long leftBytes() {
        return counts.get().missingBytes();
    }

    @Override
    public boolean isPartialSeed() {
        PieceCounts now = counts.get();
        return now.missingBytes() > 0 && now.doneBytes() == now.wantedBytes();
    }

    @Override
    public void found(Collection<InetSocketAddress> peers, String origin) {
        List<InetSocketAddress> copy = new ArrayList<>(peers);
        mailbox.post(TorrentInput.PEERS_FOUND, () -> found.accept(copy, source));
    }

    @Override
    public void failed(String origin, String message) {
        alerts.post(
                AlertType.TRACKER_ERROR,
                () -> origin + ": " + message,
                Map.of(AlertDetail.URL, origin, AlertDetail.REASON, message));
    }

    @Override
    public void isLocal(String origin) {
        facts.learned().isLocal(origin);
    }

    @Override
    public void succeeded(String origin, int seeds, int leechers, int peers) {
        facts.learned().answered(origin);
        alerts.post(
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
