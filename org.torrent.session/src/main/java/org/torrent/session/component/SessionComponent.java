package org.torrent.session.component;

import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.api.AddTorrent;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.CreateTorrent;
import org.torrent.api.PluginCommand;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.TorrentPlugins;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.runtime.heap.HeapGuard;
import org.torrent.runtime.heap.ProcessEnd;
import org.torrent.runtime.heap.ProcessHeap;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.loop.SystemRandomness;
import org.torrent.session.Session;
import org.torrent.session.net.TransportEntry;
import org.torrent.session.plugin.PluginKind;
import org.torrent.spi.dht.DhtQueries;
import org.torrent.spi.peers.AddressFilter;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.transport.Transport;

/** The session as a service; providers, plugins and configurations come and go while it stays. */
@Component(
        service = {TorrentSession.class, TorrentPlugins.class, DhtQueries.class},
        immediate = true,
        configurationPid = "org.torrent.session")
@Designate(ocd = SessionConfiguration.class)
public final class SessionComponent implements TorrentSession, TorrentPlugins, DhtQueries {
    private final LiveConfiguration configuration;
    private final Session session;
    private final FactoryBundles factories;
    private final DeployedFileAlerts deployed;
    private final EarlierPorts ports;
    private final PluginReferences plugins;
    private final PluginReadiness readiness;
    private final Boot boot;
    private final HeapGuard heap;

    /** Called by Declarative Services. */
    @Activate
    public SessionComponent(BundleContext context, Map<String, Object> configured) {
        Clock clock = new SystemClock();
        Threads threads = new PlatformThreads(clock);
        this.configuration = new LiveConfiguration(configured, context::getProperty);
        this.session =
                new Session(configuration.settings(), clock, threads, new SystemRandomness(), pluginData(context));
        if (stateDirectory(context).isPresent()) {
            session.expectStorage();
        }
        configuration.tell(session);
        this.factories = new FactoryBundles(context, session.pluginRegistry().attached());
        factories.open();
        this.deployed = new DeployedFileAlerts(context, session);
        this.ports = new EarlierPorts(context.getDataFile("ports"));
        session.expectPorts(ports.load());
        this.plugins = new PluginReferences(context, session.pluginRegistry());
        this.readiness = new PluginReadiness(context, plugins);
        this.boot = new Boot(context, session, clock, threads);
        this.heap = new HeapGuard(new ProcessHeap(), session.pluginRegistry()::heapSuspect, new ProcessEnd());
    }

    /** Called by Declarative Services when what was there already has been bound. */
    @Activate
    void activated() {
        plugins.open();
        readiness.open();
        boot.open();
    }

    /** Beside the records and the journal; in a container that was told of no such folder, in the bundle's own. */
    static Path pluginData(BundleContext context) {
        File own = context.getDataFile("plugins");
        return stateDirectory(context)
                .map(state -> state.resolve("plugins"))
                .orElseGet(() -> own == null ? null : own.toPath());
    }

    /** Where the storage is told to keep states; empty in a container without such a folder. */
    private static Optional<Path> stateDirectory(BundleContext context) {
        return Optional.ofNullable(context.getProperty("torrent.state.dir"))
                .filter(state -> !state.isBlank())
                .map(Path::of);
    }

    /** Called by Declarative Services: no torrent notices. */
    @Modified
    void modified(Map<String, Object> configured) {
        configuration.change(configured);
        session.configure(configuration.settings());
        configuration.tell(session);
    }

    @Deactivate
    void deactivate() {
        readiness.close();
        deployed.close();
        boot.close();
        session.close();
        heap.close();
        plugins.close();
        factories.close();
        ports.save(session.ports());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport, Map<String, Object> properties) {
        session.addTransport(new TransportEntry(
                transport,
                String.valueOf(properties.getOrDefault(Transport.KIND, "tcp")),
                properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0));
    }

    void removeTransport(Transport transport) {
        session.removeTransport(transport);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStorage(Storage storage) {
        session.addStorage(storage);
    }

    void removeStorage(Storage storage) {
        session.removeStorage(storage);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPeerSource(PeerSource source) {
        session.addPeerSource(source);
    }

    void removePeerSource(PeerSource source) {
        session.removePeerSource(source);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAddressFilter(AddressFilter filter) {
        session.addFilter(filter);
    }

    void removeAddressFilter(AddressFilter filter) {
        session.removeFilter(filter);
    }

    // plugins are bound as references: their code runs on none of the container's threads

    @Reference(
            service = ExtensionPlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addExtension(ServiceReference<ExtensionPlugin> reference) {
        plugins.add(PluginKind.EXTENSION, reference);
    }

    void updatedExtension(ServiceReference<ExtensionPlugin> reference) {
        plugins.update(PluginKind.EXTENSION, reference);
    }

    void removeExtension(ServiceReference<ExtensionPlugin> reference) {
        plugins.remove(PluginKind.EXTENSION, reference);
    }

    @Reference(
            service = SessionPlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addSessionPlugin(ServiceReference<SessionPlugin> reference) {
        plugins.add(PluginKind.SESSION, reference);
    }

    void updatedSessionPlugin(ServiceReference<SessionPlugin> reference) {
        plugins.update(PluginKind.SESSION, reference);
    }

    void removeSessionPlugin(ServiceReference<SessionPlugin> reference) {
        plugins.remove(PluginKind.SESSION, reference);
    }

    @Reference(
            service = TorrentPluginFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addTorrentPluginFactory(ServiceReference<TorrentPluginFactory> reference) {
        plugins.add(PluginKind.FACTORY, reference);
    }

    void updatedTorrentPluginFactory(ServiceReference<TorrentPluginFactory> reference) {
        plugins.update(PluginKind.FACTORY, reference);
    }

    void removeTorrentPluginFactory(ServiceReference<TorrentPluginFactory> reference) {
        plugins.remove(PluginKind.FACTORY, reference);
    }

    @Override
    public CompletionStage<TorrentHandle> add(AddTorrent parameters) {
        return session.add(parameters);
    }

    @Override
    public boolean isWanted() {
        return session.dhtQueries().isWanted();
    }

    @Override
    public CompletionStage<Optional<BencodeDictionary>> onQuery(
            String query, InetSocketAddress source, BencodeDictionary message) {
        return session.dhtQueries().onQuery(query, source, message);
    }

    @Override
    public AutoCloseable attach(TorrentHandle torrent, TorrentPluginFactory factory, Object userData) {
        return session.attach(torrent, factory, userData);
    }

    @Override
    public List<TorrentHandle> torrents() {
        return session.torrents();
    }

    @Override
    public Optional<TorrentHandle> find(TorrentId id) {
        return session.find(id);
    }

    @Override
    public CompletionStage<byte[]> create(CreateTorrent parameters) {
        return session.create(parameters);
    }

    @Override
    public Optional<InetSocketAddress> listenAddress() {
        return session.listenAddress();
    }

    @Override
    public List<InetSocketAddress> listenAddresses() {
        return session.listenAddresses();
    }

    @Override
    public List<PluginSnapshot> plugins() {
        return session.plugins();
    }

    @Override
    public CompletionStage<Void> control(PluginCommand command) {
        return session.control(command);
    }

    @Override
    public SessionSnapshot snapshot() {
        return session.snapshot();
    }

    @Override
    public AutoCloseable subscribe(AlertCategories categories, Consumer<Alert> subscriber) {
        return session.subscribe(categories, subscriber);
    }

    @Override
    public List<Alert> recentAlerts() {
        return session.recentAlerts();
    }
}
