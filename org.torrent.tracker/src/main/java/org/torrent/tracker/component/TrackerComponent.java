package org.torrent.tracker.component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.loop.SystemRandomness;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.runtime.Clock;
import org.torrent.tracker.AnnounceOptions;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerSource;
import org.torrent.tracker.http.HttpTracker;

/**
 * Trackers as a service. A changed configuration replaces it: trackers get a good-bye and a new start. Without an HTTP
 * client the announces that need one fail with that reason; when one comes they are made at once.
 */
@Component(service = PeerSource.class, configurationPid = "org.torrent.tracker")
@Designate(ocd = TrackerConfiguration.class)
public final class TrackerComponent implements PeerSource {
    private static final Logger LOG = LoggerFactory.getLogger(TrackerComponent.class);

    private final AtomicReference<HttpClient> http = new AtomicReference<>();
    private final Duration goodbye;
    private final TrackerSource source;

    /** Called by Declarative Services. */
    @Activate
    public TrackerComponent(TrackerConfiguration configuration) {
        Clock clock = new SystemClock();
        goodbye = Duration.ofSeconds(configuration.goodbye_seconds());
        source = new TrackerSource(
                new PlatformThreads(clock),
                clock,
                new SystemRandomness(),
                new AnnounceOptions(
                        configuration.wanted_peers(),
                        Duration.ofSeconds(configuration.timeout_seconds()),
                        goodbye,
                        configuration.parallel()),
                List.of(new HttpTracker(http::get, configuration.user_agent())));
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

    @Deactivate
    void deactivate() {
        try {
            long millis = goodbye.toMillis() + Limits.END_MILLIS;
            source.close().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every tracker could be told that the torrents stop", e);
        }
        if (!source.shutdown(Limits.END_MILLIS)) {
            LOG.warn("The trackers' loop goes on after the end");
        }
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
