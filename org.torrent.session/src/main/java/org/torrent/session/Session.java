package org.torrent.session;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AddTorrent;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertType;
import org.torrent.api.CreateTorrent;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.api.TorrentSnapshot;
import org.torrent.model.PeerId;
import org.torrent.model.TorrentId;
import org.torrent.protocol.Handshake;
import org.torrent.session.alert.Alerts;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.net.Listeners;
import org.torrent.session.net.TransportDialer;
import org.torrent.session.net.TransportEntry;
import org.torrent.session.peer.Learned;
import org.torrent.session.peer.StageFactory;
import org.torrent.session.peer.WireConnection;
import org.torrent.session.peer.WireLimits;
import org.torrent.session.peer.WireOwner;
import org.torrent.session.peer.WireSetup;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.host.PluginRuntime;
import org.torrent.session.torrent.Handle;
import org.torrent.session.torrent.Torrent;
import org.torrent.session.torrent.TorrentServices;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Randomness;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Transport;

/**
 * The session. Knows no container: providers and plugins are handed to it and taken away, by any thread. What it owns
 * itself is changed on the session loop; a torrent's state only ever on that torrent's loop.
 */
public final class Session implements TorrentSession {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long CLOSE_MILLIS = 8_000;
    private static final long HANDSHAKE_NANOS = 10_000_000_000L;

    private final Clock clock;
    private final SessionSettings settings;
    private final DirectBlockPool pool;
    private final Alerts alerts;
    private final EventLoop sessionLoop;
    private final List<EventLoop> loops = new ArrayList<>();
    private final PluginsOfSession plugins;
    private final Providers providers = new Providers();
    private final ResumeStore resume = new ResumeStore(providers);
    private final WireSetup wires;
    private final Listeners listeners;
    private final TorrentServices services;
    private final TorrentTable<Handle> torrents = new TorrentTable<>();
    private final Map<TorrentId, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final long startedNanos;
    private boolean resumed; // session loop only
    private final AtomicReference<CompletableFuture<Void>> stopped = new AtomicReference<>();
    private volatile boolean closed;
    private volatile StageFactory stages = StageFactory.NONE;

    /** A session without torrents, providers or plugins. */
    public Session(SessionSettings settings, Clock clock, Threads threads, Randomness randomness, Path pluginData) {
        this.clock = clock;
        this.settings = settings;
        this.startedNanos = clock.nowNanos();
        this.pool = new DirectBlockPool(settings.poolBytes());
        this.alerts = new Alerts(clock, threads);
        this.sessionLoop = threads.newLoop("torrent-session");
        for (int i = 1; i <= settings.loops(); i++) {
            loops.add(threads.newLoop("torrent-loop-" + i));
        }
        this.plugins = new PluginRuntime(
                threads,
                clock,
                new SessionLoopForPlugins(sessionLoop),
                alerts::post,
                pluginData,
                PluginLimits.defaults());
        this.wires = new WireSetup(pool, WireLimits.defaults(), (remote, outgoing) -> stages.stages(remote, outgoing));
        this.listeners = new Listeners(settings.listen(), settings.transports(), this::accept, alerts);
        this.services = new TorrentServices(
                clock,
                pool,
                plugins,
                alerts,
                PeerIds.random(randomness.newGenerator()),
                settings.torrents(),
                wires,
                new TransportDialer(providers.transports(), settings.transports()),
                providers::storage,
                providers::sources,
                listeners::port,
                randomness::newGenerator,
                this::save);
    }

    // ---- providers and plugins --------------------------------------------------------------------------------------

    /** A TCP transport came. */
    public void addTransport(Transport transport) {
        addTransport(new TransportEntry(transport, "tcp", 0));
    }

    /** A transport came. */
    public void addTransport(TransportEntry entry) {
        providers.transports().add(entry);
        sessionLoop.execute(this::transportChanged);
    }

    /** A transport leaves. */
    public void removeTransport(Transport transport) {
        providers.transports().remove(transport);
        sessionLoop.execute(this::transportChanged);
    }

    private void transportChanged() {
        if (closed) {
            return;
        }
        listeners.follow(providers.transports());
        each(Torrent::providersChanged);
    }

    /** A storage came; with the first one the torrents of an earlier run are read, see {@link #resumeTorrents}. */
    public void addStorage(Storage storage) {
        boolean first = providers.storage() == null;
        providers.storages().add(storage);
        if (first) {
            each(Torrent::storageChanged);
        }
    }

    /** A storage leaves. */
    public void removeStorage(Storage storage) {
        boolean used = providers.storage() == storage;
        providers.storages().remove(storage);
        if (used) {
            each(Torrent::storageChanged);
        }
    }

    /** A peer source came. */
    public void addPeerSource(PeerSource source) {
        providers.mutableSources().add(source);
        each(Torrent::providersChanged);
    }

    /** A peer source leaves. */
    public void removePeerSource(PeerSource source) {
        providers.mutableSources().remove(source);
        each(Torrent::providersChanged);
    }

    /** What the bytes of connections pass that open from now on. */
    public void stages(StageFactory factory) {
        stages = factory;
    }

    /** The plugin runtime. */
    public PluginsOfSession pluginRegistry() {
        return plugins;
    }

    // ---- connections ------------------------------------------------------------------------------------------------

    /** On an I/O thread. */
    private ConnectionHandler accept(InetSocketAddress remote) {
        if (closed) {
            return null;
        }
        WireConnection wire = WireConnection.accepted(wires, this::find, remote);
        sessionLoop.schedule(
                () -> {
                    if (!wire.isAttached()) {
                        wire.close("no handshake in time");
                    }
                },
                HANDSHAKE_NANOS);
        return wire;
    }

    private Handle handleOf(Torrent torrent) {
        Handle handle = torrents.find(torrent.id());
        return handle == null || handle.torrent() != torrent ? null : handle;
    }

    /** On an I/O thread. */
    private WireOwner find(Handshake handshake, Learned learned) {
        Handle handle = torrents.inSwarm(handshake.infoHash());
        return handle == null ? null : handle.torrent().wires();
    }

    // ---- torrents ---------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<TorrentHandle> add(AddTorrent parameters) {
        checkOpen();
        CompletableFuture<TorrentHandle> added = new CompletableFuture<>();
        TorrentId id = parameters.id();
        removalOf(id).whenComplete((v, error) -> sessionLoop.execute(() -> add(id, parameters, added)));
        return added;
    }

    /** Complete when the last torrent of that id has left. */
    private CompletableFuture<Void> removalOf(TorrentId id) {
        return removals.entrySet().stream()
                .filter(removal -> removal.getKey().sharesHash(id))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private void add(TorrentId id, AddTorrent parameters, CompletableFuture<TorrentHandle> added) {
        Handle known = torrents.find(id);
        if (closed) {
            added.completeExceptionally(new TorrentException("the session is closed"));
        } else if (known != null) {
            known.connect(parameters.peers());
            added.complete(known);
        } else {
            Handle handle = insert(id, parameters);
            save(handle.torrent())
                    .whenComplete((v, error) -> handle.torrent().loop().execute(() -> added.complete(handle)));
        }
    }

    private Handle insert(TorrentId id, AddTorrent parameters) {
        int number = numbers.incrementAndGet();
        EventLoop loop = loops.get(number % loops.size());
        Torrent torrent = new Torrent(services, loop, parameters, id, number);
        Handle handle = new Handle(torrent, this::remove, () -> save(torrent));
        torrents.put(handle);
        alerts.post(AlertType.ADD_TORRENT, id, () -> "added " + id, Map.of());
        loop.execute(parameters.paused() ? torrent::pause : torrent::start);
        return handle;
    }

    private CompletionStage<Void> remove(Torrent torrent, boolean deleteData) {
        CompletableFuture<Void> removed = new CompletableFuture<>();
        removals.put(torrent.id(), removed);
        removed.whenComplete((v, error) -> removals.remove(torrent.id(), removed));
        torrent.loop().execute(() -> torrent.remove(deleteData).whenComplete((v, error) -> {
            Handle handle = handleOf(torrent);
            boolean isFirst = handle != null && torrents.remove(handle); // it may be there anew
            CompletionStage<Void> forgotten =
                    isFirst ? resume.remove(torrent.id()) : CompletableFuture.completedFuture(null);
            forgotten.whenComplete((done, ignored) -> {
                alerts.post(AlertType.TORRENT_REMOVED, torrent.id(), () -> "removed " + torrent.id(), Map.of());
                if (error == null) {
                    removed.complete(null);
                } else {
                    removed.completeExceptionally(new TorrentException(error.getMessage(), error));
                }
            });
        }));
        return removed;
    }

    private CompletionStage<Void> save(Torrent torrent) {
        return resume.save(new ResumeRecord(
                torrent.id(),
                torrent.number(),
                torrent.currentParameters(),
                activePluginNames(),
                torrent.resumePeers()));
    }

    private List<String> activePluginNames() {
        return plugins.snapshot().stream()
                .filter(plugin -> plugin.state() == PluginSnapshot.State.ACTIVE)
                .map(PluginSnapshot::name)
                .sorted()
                .toList();
    }

    /**
     * Starts the torrents of an earlier run, once, as soon as every plugin they ran with is there.
     *
     * @param isLast whether to start all the same: the wait for plugins is over
     * @return whether there is nothing left to wait for
     */
    public CompletionStage<Boolean> resumeTorrents(boolean isLast) {
        Storage storage = providers.storage();
        if (storage == null) {
            return CompletableFuture.completedFuture(false);
        }
        return resume.loadAll(storage).thenApplyAsync(records -> resume(records, isLast), sessionLoop);
    }

    private boolean resume(List<ResumeRecord> records, boolean isLast) {
        if (resumed || closed) {
            return true;
        }
        List<String> missing = ResumeRecord.missingPlugins(records, activePluginNames());
        if (!missing.isEmpty() && !isLast) {
            return false;
        }
        resumed = true;
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            alerts.post(AlertType.PLUGIN_MISSING, null, () -> "torrents start without " + names, Map.of());
        }
        for (ResumeRecord record : records) {
            if (torrents.find(record.id()) == null) {
                Torrent torrent = insert(record.id(), record.parameters()).torrent();
                torrent.loop().execute(() -> torrent.remember(record.peers()));
            }
        }
        return true;
    }

    private void each(Consumer<Torrent> action) {
        for (Handle handle : torrents.all()) {
            Torrent torrent = handle.torrent();
            torrent.loop().execute(() -> action.accept(torrent));
        }
    }

    // ---- what front ends see ----------------------------------------------------------------------------------------

    @Override
    public List<TorrentHandle> torrents() {
        List<TorrentHandle> all = new ArrayList<>(torrents.all());
        all.sort(Comparator.comparingInt(TorrentHandle::number));
        return all;
    }

    @Override
    public Optional<TorrentHandle> find(TorrentId id) {
        return Optional.ofNullable(torrents.find(id));
    }

    @Override
    public CompletionStage<byte[]> create(CreateTorrent parameters) {
        checkOpen();
        return TorrentMaker.make(providers.storage(), parameters, clock.wallMillis());
    }

    @Override
    public Optional<InetSocketAddress> listenAddress() {
        return listeners.addresses().stream().findFirst();
    }

    @Override
    public List<PluginSnapshot> plugins() {
        return plugins.snapshot();
    }

    @Override
    public SessionSnapshot snapshot() {
        List<TorrentSnapshot> all =
                torrents.all().stream().map(Handle::snapshot).toList();
        long upSeconds = TimeUnit.NANOSECONDS.toSeconds(clock.nowNanos() - startedNanos);
        return Totals.of(all, pool, upSeconds);
    }

    @Override
    public AutoCloseable subscribe(AlertCategories categories, Consumer<Alert> subscriber) {
        checkOpen();
        return alerts.subscribe(categories, subscriber);
    }

    @Override
    public List<Alert> recentAlerts() {
        return alerts.recent();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    /** Takes no more work and stops every torrent; complete when all is flushed. Idempotent; {@link #close} follows. */
    public CompletionStage<Void> stop() {
        if (stopped.compareAndSet(null, new CompletableFuture<>())) {
            closed = true;
            plugins.abort();
            sessionLoop.execute(this::stopAll); // behind whatever was about to add a torrent or to listen
        }
        return stopped.get();
    }

    private void stopAll() {
        listeners.close();
        List<CompletableFuture<Void>> stops = new ArrayList<>();
        for (Handle handle : torrents.all()) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            stops.add(end);
            Torrent torrent = handle.torrent();
            torrent.loop().execute(() -> save(torrent)
                    .thenCombine(torrent.shutdown("the session ends"), (saved, shut) -> shut)
                    .whenComplete((v, error) -> end.complete(null)));
        }
        CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new))
                .thenRun(() -> stopped.get().complete(null));
    }

    /** As {@link #stop}, waits for it up to a deadline, then ends every thread and logs what survived. */
    public void close() {
        try {
            stop().toCompletableFuture().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("Not every torrent stopped within {} ms", CLOSE_MILLIS);
        }
        plugins.close();
        alerts.close();
        for (EventLoop loop : loops) {
            end(loop);
        }
        end(sessionLoop);
    }

    private static void end(EventLoop loop) {
        if (!loop.shutdown(1_000)) {
            LOG.warn("{} still runs", loop.name());
        }
    }

    /** Who we are. */
    public PeerId peerId() {
        return services.peerId();
    }

    /** Whether a port is wanted at all. */
    public boolean wantsToListen() {
        return !settings.listen().isEmpty();
    }
}
