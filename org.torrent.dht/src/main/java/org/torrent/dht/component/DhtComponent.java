package org.torrent.dht.component;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.dht.DhtItem;
import org.torrent.api.dht.DhtService;
import org.torrent.api.dht.DhtSnapshot;
import org.torrent.api.dht.DhtStored;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.source.DhtSource;
import org.torrent.dht.source.NodeService;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.loop.SystemRandomness;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.dht.DhtNode;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.Storage;

/** The DHT as a service. Sockets, storage and session come and go; a changed configuration counts at once. */
@Component(
        service = {PeerSource.class, DhtService.class},
        immediate = true,
        configurationPid = DhtSettings.PID)
@Designate(ocd = DhtConfiguration.class)
public final class DhtComponent implements PeerSource, DhtNode, DhtService {
    private static final Logger LOG = LoggerFactory.getLogger(DhtComponent.class);

    private final DhtSettings settings;
    private final SessionServices session;
    private final SystemNames names;
    private final DhtSource source;
    private final NodeService service;
    private final AtomicReference<DatagramTransport> transport = new AtomicReference<>();
    private final AtomicReference<Storage> storage = new AtomicReference<>();

    /** Called by Declarative Services. */
    @Activate
    public DhtComponent(BundleContext context, Map<String, Object> configured) {
        Clock clock = new SystemClock();
        Threads threads = new PlatformThreads(clock);
        this.settings = new DhtSettings(configured, context::getProperty);
        this.session = new SessionServices(context);
        this.names = new SystemNames();
        this.source = new DhtSource(
                threads, clock, new SystemRandomness(), new SecureRandom(), names, session::listening, settings.read());
        source.queries(session::queries);
        this.service = new NodeService(source);
        tellWrongValues();
    }

    /** Called by Declarative Services: no torrent notices. */
    @Modified
    void modified(Map<String, Object> configured) {
        settings.change(configured);
        source.configure(settings.read());
        tellWrongValues();
    }

    private void tellWrongValues() {
        settings.wrong().forEach(wrong -> LOG.error("{}", wrong));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTransport(DatagramTransport provider) {
        transport.set(provider);
        source.transport(provider);
    }

    void unbindTransport(DatagramTransport provider) {
        if (transport.compareAndSet(provider, null)) {
            source.transport(null);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStorage(Storage provider) {
        storage.set(provider);
        source.states(provider.state());
    }

    void unbindStorage(Storage provider) {
        if (storage.compareAndSet(provider, null)) { // at a clean stop it may leave before this bundle
            await(source.leaveStates());
        }
    }

    private static void await(CompletionStage<Void> saved) {
        try {
            saved.toCompletableFuture().get(DhtLimits.END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The nodes of the DHT could not be remembered in time", e);
        }
    }

    @Deactivate
    void deactivate() {
        await(source.close());
        storage.set(null); // nothing is to be saved when it leaves from here
        if (!source.shutdown(DhtLimits.END_MILLIS)) {
            LOG.warn("The loop of the DHT goes on after the end");
        }
        names.close();
        session.close();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int source() {
        return source.source();
    }

    @Override
    public Search search(Swarm swarm) {
        return source.search(swarm);
    }

    @Override
    public int port() {
        return source.port();
    }

    @Override
    public void told(InetSocketAddress node) {
        source.told(node);
    }

    @Override
    public DhtSnapshot snapshot() {
        return service.snapshot();
    }

    @Override
    public CompletionStage<Optional<DhtItem>> get(byte[] target) {
        return service.get(target);
    }

    @Override
    public CompletionStage<Optional<DhtItem>> get(byte[] key, byte[] salt) {
        return service.get(key, salt);
    }

    @Override
    public CompletionStage<DhtStored> put(BencodeValue value) {
        return service.put(value);
    }

    @Override
    public CompletionStage<DhtStored> put(byte[] seed, byte[] salt, BencodeValue value) {
        return service.put(seed, salt, value);
    }
}
