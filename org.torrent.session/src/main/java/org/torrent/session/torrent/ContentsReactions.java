package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.torrent.api.AlertType;
import org.torrent.model.Bitfield;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.life.LifeEvent;
import org.torrent.session.peers.PeerConnections;
import org.torrent.session.peers.PeerSearches;
import org.torrent.session.pieces.ContentsListener;
import org.torrent.session.plugin.PluginsOfTorrent;

/** What follows from news about a torrent's data: for its peers, its life, whoever waits. On the torrent's loop. */
final class ContentsReactions implements ContentsListener {
    private final TorrentServices services;
    private final TorrentFacts facts;
    private final TorrentAlerts alerts;
    private final FinishPromise finish;
    private final Runnable publish;
    private Life life;
    private PeerConnections connections;
    private PeerSearches searches;
    private Supplier<PluginsOfTorrent> plugins;

    ContentsReactions(
            TorrentServices services,
            TorrentFacts facts,
            TorrentAlerts alerts,
            FinishPromise finish,
            Runnable publish) {
        this.services = services;
        this.facts = facts;
        this.alerts = alerts;
        this.finish = finish;
        this.publish = publish;
    }

    /** Whom to tell; before the first news. */
    void tell(
            Life itsLife,
            PeerConnections itsConnections,
            PeerSearches itsSearches,
            Supplier<PluginsOfTorrent> itsPlugins) {
        plugins = itsPlugins;
        life = itsLife;
        connections = itsConnections;
        searches = itsSearches;
    }

    @Override
    public void onOpened(int pieceCount) {
        connections.resolve(pieceCount);
    }

    @Override
    public void onCheckProgress() {
        publish.run();
    }

    @Override
    public void onChecked(Bitfield verified) {
        connections.peers().announce(verified);
    }

    @Override
    public void onReady() {
        plugins.get().onFilesChecked();
    }

    @Override
    public void onHashed(int piece, boolean passed) {
        plugins.get().onHashed(piece, passed);
    }

    @Override
    public void onProgress(boolean complete) {
        life.happened(new LifeEvent.Progressed(complete));
        connections.seedingChanged(complete);
    }

    @Override
    public void onRequestable() {
        long now = services.nowNanos();
        connections.peers().updateInterest();
        connections.peers().fill(now);
        connections.dial(now);
    }

    @Override
    public void onVerified(int piece, List<InetSocketAddress> liars) {
        liars.forEach(connections::ban);
        connections.peers().broadcastHave(piece);
    }

    @Override
    public void onLost(Bitfield lost) {
        connections.peers().broadcastDontHave(lost);
    }

    @Override
    public void onFailed(int piece, List<InetSocketAddress> liars) {
        liars.forEach(connections::ban);
    }

    @Override
    public void onFinished(boolean wholeTorrentCame) {
        publish.run(); // searches tell what is missing from there
        if (wholeTorrentCame) {
            searches.completed();
        }
        alerts.post(AlertType.TORRENT_FINISHED, () -> facts.name() + " is complete and durable", Map.of());
        finish.complete();
    }

    @Override
    public void onHeld() {
        connections.peers().withdraw(services.nowNanos());
    }

    @Override
    public void onTrouble(String reason) {
        life.happened(new LifeEvent.Trouble(reason));
    }

    @Override
    public void onFatal(String reason) {
        life.happened(new LifeEvent.Failed(reason));
    }
}
