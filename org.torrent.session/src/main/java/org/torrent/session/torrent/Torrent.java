package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrent.api.AddTorrent;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.Bitfield;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.session.core.RateMeter;
import org.torrent.session.peer.WireOwner;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.Storage;

/**
 * One torrent: its life cycle, and the place where its parts meet. Lives on one loop; whatever is not said to be for any
 * thread is called there only.
 *
 * <pre>
 * NEW -> METADATA -> CHECKING -> DOWNLOADING <-> SEEDING      start, pause and resume: {@link #start}, {@link #pause}
 *            any of these <-> NO_STORAGE, -> ERROR, -> PAUSED
 * </pre>
 */
public final class Torrent {
    private static final long TICK_NANOS = 1_000_000_000L;

    private final TorrentServices services;
    private final EventLoop loop;
    private final AddTorrent parameters;
    private final TorrentId id;
    private final int number;
    private final Peers peers;
    private final Wires wires;
    private final PeerSearches searches;
    private final Contents contents;
    private final TorrentPluginPort port = new TorrentPluginPort(this);
    private final RateMeter downloadRate = new RateMeter();
    private final RateMeter uploadRate = new RateMeter();
    private final Published published;
    private volatile CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile Metainfo metainfo;
    private volatile boolean paused;
    private Phase phase = Phase.NEW;
    private String reason = "";
    private PluginsOfTorrent extensions;
    private EventLoop.Timer ticker;

    /** A torrent that is not started yet. */
    public Torrent(TorrentServices services, EventLoop loop, AddTorrent parameters, TorrentId id, int number) {
        this.services = services;
        this.loop = loop;
        this.parameters = parameters;
        this.id = id;
        this.number = number;
        this.metainfo = parameters.metainfo().orElse(null);
        this.paused = parameters.paused();
        this.peers = new Peers(this);
        this.wires = new Wires(this, peers);
        this.searches = new PeerSearches(this);
        this.contents = new Contents(this);
        this.published = new Published(this);
        published.update(phase, reason);
    }

    // ---- life cycle -------------------------------------------------------------------------------------------------

    /** Starts, or ends a pause or an error. */
    public void start() {
        assertOwner();
        if (phase.active || phase == Phase.GONE) {
            return;
        }
        paused = false;
        if (finished.isCompletedExceptionally()) {
            finished = new CompletableFuture<>(); // an error is over: it may finish after all
        }
        extensions = services.plugins().open(port);
        extensions.start();
        alert(AlertType.TORRENT_RESUMED, () -> name() + " runs", Map.of());
        if (metainfo == null) {
            enter(Phase.METADATA, "");
        } else {
            contents.open();
        }
        searches.update();
        peers.connect(Metadata.peers(parameters));
        tick();
    }

    /** Stops transferring until {@link #start}. */
    public CompletionStage<Void> pause() {
        assertOwner();
        if (phase == Phase.GONE || phase == Phase.PAUSED) {
            return contents.closed();
        }
        paused = true;
        CompletionStage<Void> stopped = stop("the torrent is paused");
        enter(Phase.PAUSED, "");
        alert(AlertType.TORRENT_PAUSED, () -> name() + " is paused", Map.of());
        return stopped;
    }

    /** Ends for good; what it knows on disk stays. */
    public CompletionStage<Void> shutdown(String why) {
        assertOwner();
        CompletionStage<Void> stopped = stop(why);
        enter(Phase.GONE, "");
        finished.completeExceptionally(new TorrentException(name() + ": " + why));
        return stopped;
    }

    /** Ends for good; with {@code deleteData} its files go too. */
    public CompletionStage<Void> remove(boolean deleteData) {
        assertOwner();
        Storage storage = services.storage().get();
        CompletionStage<Void> stopped = shutdown("the torrent was removed");
        return deleteData && metainfo != null ? stopped.thenCompose(v -> contents.delete(storage)) : stopped;
    }

    /** What a restart adds it with: the metadata if known by now, paused or not; any thread. */
    public AddTorrent currentParameters() {
        Metainfo known = metainfo;
        AddTorrent.Builder current =
                parameters.toBuilder().peers(List.of()).paused(paused).userData(null);
        if (known != null) {
            current.metainfo(known).wantedFiles(Metadata.wantedFiles(parameters, known));
        }
        return current.build();
    }

    /** A storage provider came or went. */
    public void storageChanged() {
        assertOwner();
        if (phase.active && metainfo != null) {
            peers.dropAll("the storage changed");
            contents.close();
            contents.open();
        }
    }

    /** Peers of an earlier run: dialled when they are due. */
    public void remember(List<InetSocketAddress> endpoints) {
        assertOwner();
        peers.add(endpoints, PeerSource.RESUME);
    }

    /** Whom the next run should dial: connected peers that can be, then those the caller named; any thread. */
    public List<InetSocketAddress> resumePeers() {
        Set<InetSocketAddress> all = new LinkedHashSet<>(published.dialable());
        all.addAll(Metadata.peers(parameters));
        all.removeIf(InetSocketAddress::isUnresolved);
        return List.copyOf(all);
    }

    /** Hashes everything on disk again. */
    public void recheck() {
        assertOwner();
        contents.distrust();
        if (phase.active) {
            stop("the torrent is checked again");
            phase = Phase.NEW;
            start();
        } // else with the next start
    }

    private CompletionStage<Void> stop(String why) {
        peers.dropAll(why);
        searches.stop();
        if (extensions != null) {
            extensions.close();
            extensions = null;
        }
        if (ticker != null) {
            ticker.cancel();
            ticker = null;
        }
        return contents.close();
    }

    /** Stops in error. */
    void fail(String why) {
        stop(why);
        enter(Phase.ERROR, why);
        alert(AlertType.TORRENT_ERROR, () -> name() + ": " + why, Map.of(AlertDetail.REASON, why));
        finished.completeExceptionally(new TorrentException(why));
    }

    /** Changes the phase; readers see it at once. */
    void enter(Phase next, String why) {
        Phase before = phase;
        phase = next;
        reason = why;
        publish();
        if (before.state != next.state) {
            alert(
                    AlertType.STATE_CHANGED,
                    () -> name() + ": " + next.state.name().toLowerCase(java.util.Locale.ROOT),
                    Map.of(AlertDetail.STATE, next.state.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** Offers the raw info dictionary; tells whether it was taken. Any thread. */
    CompletionStage<Boolean> supplyMetadata(byte[] info) {
        return MetadataIntake.offer(this, info);
    }

    /** The metadata is known. */
    void takeMetadata(Metainfo known) {
        metainfo = known;
        services.changed().accept(this);
        alert(AlertType.METADATA_RECEIVED, () -> "metadata of " + name(), Map.of(AlertDetail.NAME, name()));
        if (known.isPrivate()) {
            peers.dropPublic();
            searches.update();
        }
        extensions.onMetadata();
        contents.open();
    }

    /** A transport or a peer source came or went. */
    public void providersChanged() {
        assertOwner();
        searches.update();
        peers.list().forgive(nowNanos());
        peers.dial(nowNanos());
        publish();
    }

    private void tick() {
        ticker = loop.schedule(this::tick, TICK_NANOS);
        if (extensions != null) {
            extensions.tick(nowNanos());
        }
        peers.tick(nowNanos());
        publish();
    }

    // ---- what the parts see -----------------------------------------------------------------------------------------

    boolean isActive() {
        return phase.active;
    }

    Phase phase() {
        return phase;
    }

    /** Everything wanted is durable. */
    void finish() {
        publish();
        alert(AlertType.TORRENT_FINISHED, () -> name() + " is complete and durable", Map.of());
        finished.complete(null);
    }

    /** Why it waits, shown with its state. */
    void waitsFor(String why) {
        reason = why;
        publish();
    }

    boolean isSeeding() {
        return phase == Phase.SEEDING;
    }

    boolean wantsFrom(Bitfield bits) {
        Download download = contents.download();
        return bits != null
                && download != null
                && download.isOpen()
                && download.picker().isInteresting(bits);
    }

    void downloaded(int bytes, long nowNanos) {
        downloadRate.add(bytes, nowNanos);
    }

    void uploaded(long bytes, long nowNanos) {
        uploadRate.add(bytes, nowNanos);
    }

    RateMeter downloadRate() {
        return downloadRate;
    }

    RateMeter uploadRate() {
        return uploadRate;
    }

    /** Whom its connections report to; any thread. */
    public WireOwner wires() {
        return wires;
    }

    /** Connections and known endpoints. */
    Peers peers() {
        return peers;
    }

    /** Its pieces; null while no storage is open. */
    Download download() {
        return contents.download();
    }

    Contents contents() {
        return contents;
    }

    PeerSearches searches() {
        return searches;
    }

    PluginsOfTorrent extensions() {
        return extensions;
    }

    TorrentServices services() {
        return services;
    }

    /** What it was added with; any thread. */
    public AddTorrent parameters() {
        return parameters;
    }

    /** The metadata, once known; any thread. */
    public Optional<Metainfo> metainfo() {
        return Optional.ofNullable(metainfo);
    }

    /** Tracker URLs in tiers; any thread. */
    public List<List<String>> trackers() {
        Metainfo known = metainfo;
        return known != null ? known.trackers() : Metadata.trackers(parameters);
    }

    boolean isPrivate() {
        Metainfo known = metainfo;
        return known != null && known.isPrivate();
    }

    Object userData() {
        return parameters.userData().orElse(null);
    }

    /** Which torrent it is; any thread. */
    public TorrentId id() {
        return id;
    }

    /** Its name on the wire; any thread. */
    public InfoHash infoHash() {
        return id.infoHash();
    }

    /** Its number; any thread. */
    public int number() {
        return number;
    }

    /** The loop it lives on; any thread. */
    public EventLoop loop() {
        return loop;
    }

    /** The newest snapshot; any thread. */
    public TorrentSnapshot snapshot() {
        return published.torrent();
    }

    /** Completes when everything wanted is durable; any thread. */
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    long nowNanos() {
        return services.clock().nowNanos();
    }

    String name() {
        Metainfo known = metainfo;
        return known != null ? known.name() : Metadata.name(parameters, id);
    }

    void alert(AlertType type, Supplier<String> message, Map<AlertDetail, Object> facts) {
        services.alerts().post(type, id, message, facts);
    }

    void publish() {
        published.update(phase, reason);
    }

    /** What readers see; any thread. */
    Published published() {
        return published;
    }

    private void assertOwner() {
        if (!loop.inLoop()) {
            throw new IllegalStateException("torrent " + id + " belongs to " + loop.name());
        }
    }
}
