package org.torrent.session.torrent;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.TrackerInfo;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.peers.PeerExchange;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;

/** A torrent as the plugin runtime sees it. */
final class TorrentDoor implements EngineTorrent {
    private final TorrentFacts facts;
    private final TorrentAlerts alerts;
    private final Mailbox<TorrentInput> mailbox;
    private final MetadataOffers offers;
    private final TrackerOffers trackers;
    private final PeerExchange exchange;
    private final Supplier<TorrentSnapshot> snapshot;
    private final Commands commands;

    /** What plugins may do to the torrent itself. On its loop. */
    interface Commands {
        /** See {@link EngineTorrent#isChecked}. */
        boolean isChecked();

        /** See {@link EngineTorrent#pause}. */
        void pause();

        /** See {@link EngineTorrent#resume}. */
        void resume();

        /** See {@link EngineTorrent#contributors}. */
        Collection<EnginePeer> contributors(int piece);
    }

    TorrentDoor(
            TorrentFacts facts,
            TorrentAlerts alerts,
            Mailbox<TorrentInput> mailbox,
            MetadataOffers offers,
            TrackerOffers trackers,
            PeerExchange exchange,
            Supplier<TorrentSnapshot> snapshot,
            Commands commands) {
        this.facts = facts;
        this.alerts = alerts;
        this.mailbox = mailbox;
        this.offers = offers;
        this.trackers = trackers;
        this.exchange = exchange;
        this.snapshot = snapshot;
        this.commands = commands;
    }

    @Override
    public TorrentId id() {
        return facts.id();
    }

    @Override
    public void post(PluginCall call, Runnable task) {
        boolean isNews = call == PluginCall.CATALOG_CHANGED;
        mailbox.post(isNews ? TorrentInput.PLUGINS_CHANGED : TorrentInput.PLUGIN_CALL, task);
    }

    @Override
    public LoopMark mark() {
        return mailbox.mark();
    }

    @Override
    public boolean inLoop() {
        return mailbox.inLoop();
    }

    @Override
    public Optional<byte[]> metadata() {
        return facts.rawInfo();
    }

    @Override
    public boolean isPrivate() {
        return facts.isPrivate();
    }

    @Override
    public List<String> infoHashes() {
        return facts.id().infoHashes().stream().map(InfoHash::hex).toList();
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public Optional<String> label() {
        return facts.parameters().label();
    }

    @Override
    public TorrentSnapshot snapshot() {
        return snapshot.get();
    }

    @Override
    public Object userData() {
        return facts.parameters().userData().orElse(null);
    }

    @Override
    public CompletionStage<Boolean> supplyMetadata(byte[] info) {
        return offers.offer(info);
    }

    @Override
    public boolean isChecked() {
        return commands.isChecked();
    }

    @Override
    public void pause() {
        commands.pause();
    }

    @Override
    public void resume() {
        commands.resume();
    }

    @Override
    public List<TrackerInfo> trackers() {
        return trackers.all();
    }

    @Override
    public int addTrackers(List<String> urls, String source) {
        return trackers.add(urls, source);
    }

    @Override
    public int addPeers(Collection<PeerEndpoint> endpoints, int source) {
        return exchange.add(endpoints, source);
    }

    @Override
    public PeerChanges peersSince(long mark) {
        return exchange.since(mark);
    }

    @Override
    public Collection<EnginePeer> contributors(int piece) {
        return commands.contributors(piece);
    }

    @Override
    public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
        return mailbox.later(TorrentInput.PLUGIN_CALL, delayNanos, task)::cancel;
    }
}
