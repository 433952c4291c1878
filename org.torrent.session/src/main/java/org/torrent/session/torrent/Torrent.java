package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AddTorrent;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.FileSnapshot;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TrackerSnapshot;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.context.Metadata;
import org.torrent.session.context.TorrentAlerts;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.context.TransferRates;
import org.torrent.session.core.KeptPeers;
import org.torrent.session.life.LifeEvent;
import org.torrent.session.life.LifeState;
import org.torrent.session.life.Phase;
import org.torrent.session.life.Wanted;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.peers.PeerConnections;
import org.torrent.session.peers.PeerSearches;
import org.torrent.session.peers.SwarmHost;
import org.torrent.session.pieces.TorrentContents;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.session.wire.WireOwner;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.storage.StorageException;

/**
 * One life of a torrent: the place where its parts meet. Commands and effects are here, what they mean is in the parts.
 * Lives on one loop; whatever is not said to be for any thread is called there only.
 */
public final class Torrent {
    private final TorrentServices services;
    private final Mailbox<TorrentInput> mailbox;
    private final TorrentFacts facts;
    private final FinishPromise finish;
    private final Runnable changed;
    private final TorrentAlerts alerts;
    private final TransferRates rates = new TransferRates();
    private final Life life;
    private final TorrentContents contents;
    private final PeerConnections connections;
    private final PeerSearches searches;
    private final TrackerEdits trackerEdits;
    private final TrackerViews trackerViews;
    private final MetadataOffers offers;
    private final SwarmSession swarm;
    private final Published published;

    /**
     * A torrent that is not started yet.
     *
     * @param changed told when a restart must know the metadata, or that a plugin paused or resumed it
     */
    public Torrent(
            TorrentServices services,
            PluginsOfSession registry,
            Mailbox<TorrentInput> mailbox,
            TorrentFacts facts,
            FinishPromise finish,
            Runnable changed) {
        this.services = services;
        this.mailbox = mailbox;
        this.facts = facts;
        this.finish = finish;
        this.changed = changed;
        this.alerts = new TorrentAlerts(services.alerts(), facts.id());
        Host host = new Host();
        ContentsReactions reactions = new ContentsReactions(services, facts, alerts, finish, this::publish);
        this.contents = new TorrentContents(services, facts, rates, alerts, mailbox, reactions);
        this.connections = new PeerConnections(services, facts, rates, alerts, mailbox, host);
        this.searches = new PeerSearches(services, facts, host, this::swarmView);
        this.trackerEdits = new TrackerEdits(facts, searches::askNow);
        this.trackerViews = new TrackerViews(services, facts, searches::trackers);
        this.offers = new MetadataOffers(facts, alerts, mailbox, new Taker(), searches::askNow);
        this.swarm = new SwarmSession(
                services,
                facts,
                mailbox,
                registry,
                new TorrentDoor(
                        facts,
                        alerts,
                        mailbox,
                        offers,
                        new TrackerOffers(facts, services.sources(), searches::askNow),
                        connections.exchange(),
                        this::snapshot,
                        new PluginCommands()),
                connections,
                searches,
                this::publish);
        this.life = new Life(
                LifeState.added(
                        facts.metainfo().isPresent(),
                        services.storage().get() != null,
                        services.dialer().canDial()),
                new LifeEffects(facts, alerts, mailbox, finish, contents, connections, searches, swarm, this::publish));
        this.published = new Published(new SnapshotMaker(facts, rates, contents, connections), contents, connections);
        reactions.tell(life, connections, searches, swarm::plugins);
        publish();
    }

    private SwarmView swarmView(int source) {
        return new SwarmView(
                services, facts, alerts, mailbox, published::counts, this::snapshot, connections::add, source);
    }

    // ---- commands ---------------------------------------------------------------------------------------------------

    /** Starts, or ends a pause or an error, unless a plugin keeps it from that: fails with {@link KeptByPlugin} then. */
    public CompletionStage<Void> start() {
        mailbox.check();
        boolean isNews = !life.state().isRunning() && swarm.plugins() != null;
        String keeper = isNews ? swarm.plugins().onResume() : "";
        if (keeper.isEmpty()) {
            lookAtProviders();
            happened(new LifeEvent.Want(Wanted.RUN, ""));
        }
        return life.state().wanted() == Wanted.RUN // a plugin may have resumed it within its hook
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new KeptByPlugin("it is not resumed", keeper, facts.id()));
    }

    /** One may have come or gone while the torrent was on its way into the session's table. */
    private void lookAtProviders() {
        boolean storage = services.storage().get() != null;
        boolean transport = services.dialer().canDial();
        if (life.state().storage() != storage) {
            life.happened(new LifeEvent.StorageChanged(storage));
        }
        if (life.state().transport() != transport) {
            life.happened(new LifeEvent.TransportsChanged(transport));
        }
    }

    /**
     * Stops transferring until {@link #start}; complete when everything is flushed. Fails with {@link KeptByPlugin} when a plugin
     * keeps it from that.
     */
    public CompletionStage<Void> pause() {
        mailbox.check();
        boolean isNews = life.state().wanted() != Wanted.PAUSE && swarm.plugins() != null;
        String keeper = isNews ? swarm.plugins().onPause() : "";
        if (keeper.isEmpty()) {
            happened(new LifeEvent.Want(Wanted.PAUSE, "the torrent is paused"));
        }
        return life.state().wanted() == Wanted.PAUSE
                ? contents.closed()
                : CompletableFuture.failedFuture(new KeptByPlugin("it is not paused", keeper, facts.id()));
    }

    /** Ends for good; what it knows on disk stays. */
    public CompletionStage<Void> shutdown(String why) {
        happened(new LifeEvent.Want(Wanted.END, why));
        swarm.end();
        connections.forgetAll();
        return contents.closed();
    }

    /** Ends for good; with {@code deleteData} its files go too. */
    public CompletionStage<Void> remove(boolean deleteData) {
        Storage storage = services.storage().get();
        CompletionStage<Void> stopped = shutdown("the torrent was removed");
        boolean hasFiles = deleteData && facts.metainfo().isPresent();
        return hasFiles ? stopped.thenCompose(v -> contents.delete(storage)) : stopped;
    }

    /** Hashes everything on disk again; a torrent that does not run does it with its next start. */
    public void recheck() {
        happened(new LifeEvent.Recheck());
    }

    /** The user wants these dialled now. */
    public void connect(Collection<InetSocketAddress> endpoints) {
        mailbox.check();
        connections.connect(endpoints);
    }

    /** What the user does to its trackers. */
    TrackerEdits trackerEdits() {
        mailbox.check();
        return trackerEdits;
    }

    /** The user wants its sources to ask again. */
    public void reannounce() {
        mailbox.check();
        searches.reannounce();
    }

    /** Peers of an earlier run: dialled when they are due. */
    public void remember(KeptPeers peers) {
        mailbox.check();
        connections.add(peers.named(), PeerSource.USER);
        connections.add(peers.found(), PeerSource.RESUME);
    }

    /** Somebody added it again: metadata it lacks, trackers and peers are taken. Tells whether a restart must know. */
    public boolean addedAgain(AddTorrent again) {
        mailbox.check();
        boolean isNews = offers.addedAgain(again);
        connections.connect(Metadata.peers(again));
        return isNews;
    }

    /** A storage provider came, went, or is another one. */
    public void storageChanged() {
        happened(new LifeEvent.StorageChanged(services.storage().get() != null));
    }

    /** A transport came or went. */
    public void transportsChanged() {
        happened(new LifeEvent.TransportsChanged(services.dialer().canDial()));
        connections.redial(services.nowNanos());
    }

    /** Other addresses are blocked. */
    public void filtersChanged() {
        mailbox.check();
        connections.filter();
    }

    /** A peer source came or went. */
    public void sourcesChanged() {
        mailbox.check();
        searches.update();
    }

    private void happened(LifeEvent event) {
        mailbox.check();
        life.happened(event);
    }

    // ---- what the parts see -----------------------------------------------------------------------------------------

    private final class Host implements SwarmHost {
        @Override
        public boolean isRunning() {
            return life.state().isRunning();
        }

        @Override
        public boolean mayAnnounce() {
            return life.state().mayAnnounce();
        }

        @Override
        public boolean isSeeding() {
            return life.state().isSeeding();
        }

        @Override
        public TorrentPieces pieces() {
            return contents.pieces();
        }

        @Override
        public PluginsOfTorrent plugins() {
            return swarm.plugins();
        }

        @Override
        public void unreadable(StorageException error) {
            contents.onReadError(error);
        }
    }

    /** What plugins do to the torrent is kept over a restart as what the user does. */
    private final class PluginCommands implements TorrentDoor.Commands {
        @Override
        public Collection<EnginePeer> contributors(int piece) {
            return contents.pieces() == null
                    ? List.of()
                    : connections.peers().doorsOf(contents.pieces().contributors(piece));
        }

        @Override
        public boolean isChecked() {
            return contents.pieces() != null && contents.pieces().isOpen();
        }

        @Override
        public void pause() {
            Torrent.this.pause();
            changed.run();
        }

        @Override
        public void resume() {
            start();
            changed.run();
        }
    }

    private final class Taker implements MetadataOffers.Taker {
        @Override
        public boolean wantsMetadata() {
            return facts.metainfo().isEmpty() && life.state().isRunning();
        }

        @Override
        public boolean lacksMetadata() {
            return facts.metainfo().isEmpty() && !isGone();
        }

        @Override
        public void takeMetadata(Metainfo known) {
            mailbox.check(); // facts outlive this life
            facts.metainfo(known);
            changed.run();
            alerts.post(
                    AlertType.METADATA_RECEIVED,
                    () -> "metadata of " + facts.name(),
                    Map.of(AlertDetail.NAME, facts.name()));
            alerts.warn(known);
            if (known.isPrivate()) {
                connections.dropPublic();
                searches.update();
            }
            if (swarm.plugins() != null) { // else it never ran
                swarm.plugins().onMetadata();
            }
            life.happened(new LifeEvent.MetadataKnown());
        }

        @Override
        public void refuseMetadata(String reason) {
            life.happened(new LifeEvent.Failed(reason));
        }
    }

    private void publish() {
        published.update(life.state(), services.nowNanos());
    }

    // ---- any thread -------------------------------------------------------------------------------------------------

    /**
     * Takes this life's state from its loop, which is stuck: nothing enters the loop any more, whatever it still does to
     * the torrent throws, its connections close, its searches stop.
     */
    public void orphan(String why) {
        mailbox.ownership().revoke(why);
        connections.orphan(why);
        searches.orphan();
        swarm.orphan();
    }

    /** The way into its loop. */
    public Mailbox<TorrentInput> mailbox() {
        return mailbox;
    }

    /** Whom its connections report to. */
    public WireOwner inbox() {
        return connections.inbox();
    }

    /** Who it is. */
    public TorrentFacts facts() {
        return facts;
    }

    /** The newest snapshot. */
    public TorrentSnapshot snapshot() {
        return published.torrent();
    }

    /** The newest views of its connections. */
    public List<PeerSnapshot> peers() {
        return published.peers();
    }

    /** Its trackers as they are now. */
    public List<TrackerSnapshot> trackers() {
        return trackerViews.all();
    }

    /** Its files as they are now; empty while the metadata is unknown. */
    public List<FileSnapshot> files() {
        return published.files();
    }

    /** Whether it was removed, or the session ended. */
    public boolean isGone() {
        return life.state().phase() == Phase.GONE;
    }

    /** Whether its next check is to hash everything. */
    public boolean distrusts() {
        return life.state().distrust();
    }

    /** What a restart adds it with: the metadata if known by now, paused or not. */
    public AddTorrent toResume() {
        LifeState now = life.state();
        return facts.toResume(
                now.wanted() == Wanted.NOTHING ? facts.parameters().paused() : now.isPaused());
    }

    /** Whom the next run should dial. */
    public KeptPeers resumePeers() {
        KeptPeers known = connections.kept();
        Set<InetSocketAddress> named = new LinkedHashSet<>(known.named());
        named.addAll(Metadata.peers(facts.parameters())); // a torrent that never ran knows nobody yet
        named.removeIf(InetSocketAddress::isUnresolved);
        return new KeptPeers(List.copyOf(named), known.found());
    }
}
