package org.torrent.tracker.component;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
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
import org.torrent.runtime.configuration.ConfiguredValues;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.loop.SystemRandomness;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.tracker.AnnounceOptions;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerSource;
import org.torrent.tracker.http.HttpTracker;
import org.torrent.tracker.names.Resolver;
import org.torrent.tracker.names.SystemLookup;
import org.torrent.tracker.udp.UdpTracker;

/**
 * Trackers as a service. A changed configuration counts from the next announce on; a wrong value costs only itself and is
 * named in the log. Without an HTTP client or a datagram transport the announces that need one fail with that reason; when one
 * comes they are made at once.
 */
@Component(service = PeerSource.class, configurationPid = TrackerComponent.PID)
@Designate(ocd = TrackerConfiguration.class)
public final class TrackerComponent implements PeerSource {
    static final String PID = "org.torrent.tracker";

    private static final Logger LOG = LoggerFactory.getLogger(TrackerComponent.class);
    private static final String AGENT = "org.torrent/0.1";

    private final AtomicReference<HttpClient> http = new AtomicReference<>();
    private final AtomicReference<DatagramTransport> datagrams = new AtomicReference<>();
    private final SystemLookup lookup = new SystemLookup();
    private final HttpTracker httpTracker;
    private final TrackerSource source;
    private ConfiguredValues values; // the container's threads, one at a time
    private AnnounceOptions options;

    /** Called by Declarative Services. */
    @Activate
    public TrackerComponent(Map<String, Object> configured) {
        Clock clock = new SystemClock();
        values = new ConfiguredValues(PID, configured);
        httpTracker = new HttpTracker(http::get, AGENT);
        read();
        EventLoop loop = new PlatformThreads(clock).newLoop("tracker");
        Resolver resolver = new Resolver(loop, clock, lookup);
        UdpTracker udpTracker = new UdpTracker(loop, clock, new SecureRandom()::nextInt, resolver, datagrams::get);
        source = new TrackerSource(loop, clock, new SystemRandomness(), options, List.of(httpTracker, udpTracker));
    }

    /** Called by Declarative Services: no torrent and no tracker notices. */
    @Modified
    void modified(Map<String, Object> configured) {
        values = values.next(configured);
        read();
        source.configure(options);
    }

    private void read() {
        httpTracker.userAgent(values.text("user.agent", AGENT, AGENT, TrackerComponent::printable));
        options = new AnnounceOptions(
                values.number("wanted.peers", 100, 0, Limits.PEERS),
                Duration.ofSeconds(values.number("timeout.seconds", 20, 1, AnnounceOptions.MAX_TIMEOUT_SECONDS)),
                Duration.ofSeconds(values.number("goodbye.seconds", 3, 0, AnnounceOptions.MAX_GOODBYE_SECONDS)),
                values.number("parallel", 8, 1, AnnounceOptions.MAX_PARALLEL));
        values.wrong().forEach(wrong -> LOG.error("{}", wrong));
    }

    private static String printable(String text) {
        if (!HttpTracker.isPrintable(text)) {
            throw new IllegalArgumentException("must be printable ASCII text");
        }
        return text;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindHttp(HttpClient client) {
        http.set(client);
        source.retry();
    }

    void unbindHttp(HttpClient client) {
        http.compareAndSet(client, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDatagrams(DatagramTransport transport) {
        datagrams.set(transport);
        source.retry();
    }

    void unbindDatagrams(DatagramTransport transport) {
        datagrams.compareAndSet(transport, null);
    }

    @Deactivate
    void deactivate() {
        try {
            long millis = options.goodbyeLimit().toMillis() + Limits.END_MILLIS;
            source.close().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every tracker could be told that the torrents stop", e);
        }
        if (!source.shutdown(Limits.END_MILLIS)) {
            LOG.warn("The trackers' loop goes on after the end");
        }
        lookup.close();
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
    public boolean asks(String tracker) {
        return source.asks(tracker);
    }

    @Override
    public Search search(Swarm swarm) {
        return source.search(swarm);
    }
}
