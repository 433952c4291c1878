package org.torrent.session;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AddTorrent;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.CreateTorrent;
import org.torrent.api.PluginCommand;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.TorrentPlugins;
import org.torrent.model.TorrentId;
import org.torrent.runtime.watch.LoopWatch;
import org.torrent.session.alert.Alerts;
import org.torrent.session.budget.ConnectionCounts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.Ownership;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.net.TransportEntry;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.host.PluginRuntime;
import org.torrent.session.torrent.Handle;
import org.torrent.session.torrent.Torrent;
import org.torrent.session.wire.StageFactory;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.dht.DhtQueries;
import org.torrent.spi.peers.AddressFilter;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Randomness;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.transport.Transport;

/**
 * The session: where its parts meet. Knows no container: providers and plugins are handed to it and taken away, by any
 * thread. What it owns itself is changed on the session loop; a torrent's state only ever on that torrent's loop.
 */
public final class Session implements TorrentSession, TorrentPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long CLOSE_MILLIS = 8_000;
    private static final long LOOP_MILLIS = 1_000;

    private final Clock clock;
    private final long startedNanos;
    private final Alerts alerts;
    private final Mailbox<SessionInput> mailbox;
    private final LoopWatch watch;
    private final TorrentLoops loops;
    private final Providers providers = new Providers(this::filtersChanged);
    private final TorrentTable<Handle> table = new TorrentTable<>();
    private final PluginsOfSession plugins;
    private final HeldQueries queries;
    private final SessionNetwork network;
    private final SessionTorrents torrents;
    private final AtomicReference<CompletableFuture<Void>> stopped = new AtomicReference<>();
    private volatile boolean closed;

    /** A session without torrents, providers or plugins. */
    public Session(SessionSettings settings, Clock clock, Threads threads, Randomness randomness, Path pluginData) {
        this(settings, clock, threads, randomness, pluginData, PluginLimits.defaults());
    }

    /** The same with limits for plugins: a simulation must not wait for those that leave. */
    public Session(
            SessionSettings settings,
            Clock clock,
            Threads threads,
            Randomness randomness,
            Path pluginData,
            PluginLimits pluginLimits) {
        this.clock = clock;
        this.startedNanos = clock.nowNanos();
        this.alerts = new Alerts(clock, threads);
        EventLoop loop = threads.newLoop("torrent-session");
        this.mailbox = new Mailbox<>(loop, new Ownership("the session", loop, 1));
        this.watch = new LoopWatch(threads, clock, this::giveUp);
        watch.times(settings.hooks());
        this.loops = new TorrentLoops(threads, settings.loops(), watch);
        this.plugins = new PluginRuntime(
                threads,
                clock,
                new SessionLoopForPlugins(mailbox, this, this::configuration),
                alerts,
                () -> providers.storage() == null ? null : providers.storage().state(),
                pluginData,
                pluginLimits);
        this.queries = new HeldQueries(plugins);
        alerts.tap(plugins::wantsAlert, plugins::onAlert);
        this.network = new SessionNetwork(settings, clock, loops, mailbox, providers, alerts, this::incoming);
        TorrentServices services = network.services(clock, alerts, randomness, new IdleFiles(table));
        this.torrents = new SessionTorrents(
                table, services, network, providers, plugins, loops, mailbox, alerts, () -> !closed);
    }

    private IncomingConnections incoming(WireSetup wires) {
        UnknownTorrents unknown = new UnknownTorrents(plugins, table, this::add, mailbox);
        return new IncomingConnections(wires, table, unknown, mailbox, providers.filters(), () -> !closed);
    }

    /** A plugin's hook does not return: all torrents of that loop live again on another one. On the watch's thread. */
    private void giveUp(EventLoop stuck, String why) {
        torrents.giveUp(stuck, why);
    }

    /**
     * Other settings from now on: budgets, slots, addresses and transports. What is in use stays in use until it ends. The
     * pool, the number of loops and BEP 6 stay as they were: they need another session. Any thread.
     */
    public void configure(SessionSettings settings) {
        network.live().change(settings);
        watch.times(settings.hooks());
        mailbox.post(SessionInput.CONFIGURE, () -> {
            network.live().follow(settings);
            torrents.each(Torrent::transportsChanged);
        });
    }

    /** What it is configured to do now, by the keys of its configuration. Any thread. */
    private Map<String, Object> configuration() {
        return network.live().values();
    }

    /** Tells whoever listens. Any thread. */
    public void post(AlertType type, String message, Map<AlertDetail, ?> details) {
        alerts.post(type, null, () -> message, details);
    }

    // ---- providers and plugins --------------------------------------------------------------------------------------

    /** A TCP transport came. */
    public void addTransport(Transport transport) {
        addTransport(new TransportEntry(transport, "tcp", 0));
    }

    /** A transport came. */
    public void addTransport(TransportEntry entry) {
        providers.transports().add(entry);
        mailbox.post(SessionInput.TRANSPORTS, this::transportsChanged);
    }

    /** A transport leaves. */
    public void removeTransport(Transport transport) {
        providers.transports().remove(transport);
        mailbox.post(SessionInput.TRANSPORTS, this::transportsChanged);
    }

    private void transportsChanged() {
        if (!closed) {
            network.transportsChanged();
            torrents.each(Torrent::transportsChanged);
        }
    }

    /** A storage is to come, so plugins wait longer to be taken up without one. Before anything comes. */
    public void expectStorage() {
        torrents.switchboard().expectStorage();
    }

    /** A storage came; with the first one the torrents of an earlier run are read, see {@link #resumeTorrents}. */
    public void addStorage(Storage storage) {
        torrents.addStorage(storage);
    }

    /** A storage leaves. */
    public void removeStorage(Storage storage) {
        torrents.removeStorage(storage);
    }

    /** A peer source came. */
    public void addPeerSource(PeerSource source) {
        providers.mutableSources().add(source);
        torrents.each(Torrent::sourcesChanged);
    }

    /** A peer source leaves. */
    public void removePeerSource(PeerSource source) {
        providers.mutableSources().remove(source);
        torrents.each(Torrent::sourcesChanged);
    }

    /** An address filter came. */
    public void addFilter(AddressFilter filter) {
        providers.filters().add(filter);
    }

    /** An address filter leaves. */
    public void removeFilter(AddressFilter filter) {
        providers.filters().remove(filter);
    }

    private void filtersChanged() {
        torrents.each(Torrent::filtersChanged);
    }

    /** What the bytes of connections pass that open from now on. */
    public void stages(StageFactory factory) {
        network.stages(factory);
    }

    /** Whom a DHT node asks about the queries it gets. */
    public DhtQueries dhtQueries() {
        return queries;
    }

    /** The plugin runtime. */
    public PluginsOfSession pluginRegistry() {
        return plugins;
    }

    // ---- torrents ---------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<TorrentHandle> add(AddTorrent parameters) {
        checkOpen();
        return torrents.adding().add(parameters);
    }

    @Override
    public AutoCloseable attach(TorrentHandle torrent, TorrentPluginFactory factory, Object userData) {
        checkOpen();
        Runnable detach = torrents.adding().attach(torrent.id(), new TorrentAttachment(factory, userData));
        return detach::run;
    }

    /**
     * Starts the torrents of an earlier run, once, as soon as every plugin they ran with is there.
     *
     * @param isLast whether to start all the same: the wait for plugins is over
     * @return whether there is nothing left to wait for
     */
    public CompletionStage<Boolean> resumeTorrents(boolean isLast) {
        return torrents.resume(isLast);
    }

    /**
     * Gives up the loop that a torrent lives on, which is stuck, and lets the torrent and all others of that loop live
     * again on a new one. Any thread.
     *
     * @param why for people
     * @return completes when they were rebuilt
     */
    public CompletionStage<Void> rebuild(TorrentId id, String why) {
        return torrents.rebuild(id, why);
    }

    // ---- what front ends see ----------------------------------------------------------------------------------------

    @Override
    public List<TorrentHandle> torrents() {
        return List.copyOf(table.all());
    }

    @Override
    public Optional<TorrentHandle> find(TorrentId id) {
        return Optional.ofNullable(table.find(id));
    }

    @Override
    public CompletionStage<byte[]> create(CreateTorrent parameters) {
        checkOpen();
        CompletableFuture<byte[]> created = new CompletableFuture<>();
        torrents.awaited()
                .within(TorrentLimits.STORAGE_APPEARS_NANOS)
                .thenCompose(v -> TorrentMaker.make(providers.storage(), parameters, clock.wallMillis()))
                .whenComplete(
                        (torrent, error) -> mailbox.post(SessionInput.CREATED, () -> settle(created, torrent, error)));
        return created;
    }

    private static <T> void settle(CompletableFuture<T> result, T value, Throwable error) {
        if (error == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(error);
        }
    }

    @Override
    public Optional<InetSocketAddress> listenAddress() {
        return listenAddresses().stream().findFirst();
    }

    @Override
    public List<InetSocketAddress> listenAddresses() {
        return network.listeners().addresses();
    }

    /** The ports that an earlier session had: taken again where any is good enough. Before the first transport. */
    public void expectPorts(Map<InetSocketAddress, Integer> ports) {
        network.listeners().expect(ports);
    }

    /** The ports it has, or had, by the address that was wanted. Any thread. */
    public Map<InetSocketAddress, Integer> ports() {
        return network.listeners().ports();
    }

    @Override
    public List<PluginSnapshot> plugins() {
        return plugins.snapshot();
    }

    @Override
    public CompletionStage<Void> control(PluginCommand command) {
        checkOpen();
        return torrents.switchboard().control(command);
    }

    @Override
    public SessionSnapshot snapshot() {
        List<TorrentSnapshot> all = table.all().stream().map(Handle::snapshot).toList();
        return Totals.of(
                all,
                network.pool(),
                plugins.stuckThreads(),
                TimeUnit.NANOSECONDS.toSeconds(clock.nowNanos() - startedNanos),
                torrents.troubles());
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
            // behind whatever was about to add a torrent or to listen
            plugins.abort().whenComplete((told, error) -> mailbox.post(SessionInput.STOP, this::stopAll));
        }
        return stopped.get();
    }

    private void stopAll() {
        network.listeners().close();
        torrents.stop().whenComplete((v, error) -> stopped.get().complete(null));
    }

    /** As {@link #stop}, waits for it up to a deadline, then ends every thread and logs what survived. */
    public void close() {
        try {
            stop().toCompletableFuture().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every torrent stopped within {} ms", CLOSE_MILLIS);
        }
        plugins.close();
        watch.stop();
        alerts.close();
        loops.shutdown(LOOP_MILLIS);
        if (!mailbox.loop().shutdown(LOOP_MILLIS)) {
            LOG.warn("{} still runs", mailbox.loop().name());
        }
    }

    /** How many connections there are. Any thread. */
    public ConnectionCounts connections() {
        return network.wires().connections().counts();
    }
}
