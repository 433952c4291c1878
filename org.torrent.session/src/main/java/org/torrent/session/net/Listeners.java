package org.torrent.session.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.alert.Alerts;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Listener;

/**
 * The ports peers reach us on: one for each wanted address and kind of transport, all kinds on the same port. Follows
 * the transports: who stays keeps its ports, who comes back gets the same ones. What could not be bound is told once and
 * tried again until it can. On the session loop; the addresses and ports may be read by any thread.
 */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** Runs a task on the session loop after a while. */
    public interface Later {
        /** Once. */
        void run(long delayNanos, Runnable task);
    }

    /** A port that is wanted, and who is to bind it. */
    private record Place(InetSocketAddress wanted, TransportEntry by) {}

    /** A bound port and who bound it. */
    private record Bound(Place place, Listener listener) {}

    private final Transports transports;
    private final Acceptor acceptor;
    private final Alerts alerts;
    private final Later later;
    private final Map<InetSocketAddress, Integer> ports = new ConcurrentHashMap<>();
    private final Map<Place, String> failures = new HashMap<>();
    private volatile List<InetSocketAddress> wanted;
    private DialStrategy strategy;
    private volatile List<Bound> bound = List.of();
    private long pauseNanos = NetLimits.LISTEN_PAUSE_NANOS;
    private boolean isRetryDue;
    private boolean closed;

    /** Binds nothing yet. */
    public Listeners(
            List<InetSocketAddress> wanted,
            DialStrategy strategy,
            Transports transports,
            Acceptor acceptor,
            Alerts alerts,
            Later later) {
        this.wanted = List.copyOf(wanted);
        this.strategy = strategy;
        this.transports = transports;
        this.acceptor = acceptor;
        this.alerts = alerts;
        this.later = later;
    }

    /** The ports that an earlier session had, by the address that was wanted; before anything is bound. */
    public void expect(Map<InetSocketAddress, Integer> earlier) {
        ports.putAll(earlier);
    }

    /** The port of each wanted address that was bound, also where any port was good enough. Any thread. */
    public Map<InetSocketAddress, Integer> ports() {
        return Map.copyOf(ports);
    }

    /** Other addresses and kinds from now on; what stays wanted stays bound. */
    public void configure(List<InetSocketAddress> addresses, DialStrategy kinds) {
        wanted = List.copyOf(addresses);
        strategy = kinds;
        follow();
    }

    /** The transports changed. */
    public void follow() {
        if (closed) {
            return;
        }
        bindAll();
        if (failures.isEmpty()) {
            pauseNanos = NetLimits.LISTEN_PAUSE_NANOS;
        } else if (!isRetryDue) {
            isRetryDue = true;
            later.run(pauseNanos, this::again);
            pauseNanos = Math.min(2 * pauseNanos, NetLimits.LISTEN_PAUSE_MAX_NANOS);
        }
    }

    private void again() {
        isRetryDue = false;
        follow();
    }

    private void bindAll() {
        Map<String, TransportEntry> best = new LinkedHashMap<>();
        transports.all().stream()
                .filter(entry -> strategy.uses(entry.kind()))
                .forEach(entry -> best.putIfAbsent(entry.kind(), entry));
        List<Bound> kept = new ArrayList<>();
        for (Bound one : bound) {
            if (best.containsValue(one.place.by) && wanted.contains(one.place.wanted)) {
                kept.add(one);
            } else {
                one.listener.close();
            }
        }
        List<Place> places = wanted.stream()
                .flatMap(address -> best.values().stream().map(entry -> new Place(address, entry)))
                .toList();
        failures.keySet().retainAll(places);
        List<Bound> now = new ArrayList<>();
        places.forEach(place -> find(kept, place).or(() -> bind(place)).ifPresent(now::add));
        bound = List.copyOf(now);
    }

    private static Optional<Bound> find(List<Bound> all, Place place) {
        return all.stream().filter(one -> one.place.equals(place)).findFirst();
    }

    private Optional<Bound> bind(Place place) {
        Map<AlertDetail, String> facts = Map.of(AlertDetail.KIND, place.by.kind());
        try {
            Listener listener = listen(place);
            ports.put(place.wanted, listener.address().getPort());
            failures.remove(place);
            String text = "listening on " + text(listener.address());
            alerts.post(AlertType.LISTEN_SUCCEEDED, null, () -> text, facts);
            return Optional.of(new Bound(place, listener));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(failures.put(place, reason))) {
                LOG.warn(
                        "Peers can't reach us by {}: {} (or 'listen' of the PID org.torrent.session). Tried again until it works",
                        place.by.kind(),
                        reason);
                alerts.post(AlertType.LISTEN_FAILED, null, () -> reason, facts);
            }
            return Optional.empty();
        }
    }

    /** Where any port is good enough the one it had is best, but another one is better than none. */
    private Listener listen(Place place) throws IOException {
        Integer earlier = place.wanted.getPort() == 0 ? ports.get(place.wanted) : null;
        if (earlier != null) {
            try {
                return place.by.transport().listen(new InetSocketAddress(place.wanted.getAddress(), earlier), acceptor);
            } catch (IOException e) {
                LOG.info("Another port instead of {}: {}", earlier, e.getMessage());
            }
        }
        return place.by.transport().listen(place.wanted, acceptor);
    }

    /** What is bound, as the addresses were given; of several transports on one address it is there once. */
    public List<InetSocketAddress> addresses() {
        return bound.stream().map(one -> one.listener.address()).distinct().toList();
    }

    /** What is wanted, bound or not; where any port is good enough, with the one it has or had, 0 before that. Any thread. */
    public List<InetSocketAddress> wanted() {
        return wanted.stream()
                .map(one ->
                        one.getPort() != 0 ? one : new InetSocketAddress(one.getAddress(), ports.getOrDefault(one, 0)))
                .toList();
    }

    /** What to tell others: the first port, under a wildcard address when it is one of several; nothing when there is none. */
    public Optional<InetSocketAddress> told() {
        List<InetSocketAddress> all = addresses();
        return all.stream().findFirst().map(first -> all.size() == 1 ? first : new InetSocketAddress(first.getPort()));
    }

    /** Stops accepting. */
    public void close() {
        closed = true;
        List<Bound> all = bound;
        bound = List.of();
        all.forEach(one -> one.listener.close());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
