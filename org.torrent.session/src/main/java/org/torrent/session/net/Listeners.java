package org.torrent.session.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.session.alert.Alerts;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Listener;

/**
 * The ports peers reach us on: one for each wanted address and kind of transport, all kinds on the same port. Follows
 * the transports: who stays keeps its ports, who comes back gets the same ones. On the session loop; the addresses may be
 * read by any thread.
 */
public final class Listeners {
    /** A bound port and who bound it. */
    private record Bound(InetSocketAddress wanted, TransportEntry by, Listener listener) {}

    private final List<InetSocketAddress> wanted;
    private final DialStrategy strategy;
    private final Acceptor acceptor;
    private final Alerts alerts;
    private final Map<InetSocketAddress, Integer> ports = new HashMap<>();
    private volatile List<Bound> bound = List.of();

    /** Binds nothing yet. */
    public Listeners(List<InetSocketAddress> wanted, DialStrategy strategy, Acceptor acceptor, Alerts alerts) {
        this.wanted = List.copyOf(wanted);
        this.strategy = strategy;
        this.acceptor = acceptor;
        this.alerts = alerts;
    }

    /** The transports changed. */
    public void follow(Transports transports) {
        Map<String, TransportEntry> best = new LinkedHashMap<>();
        transports.all().stream()
                .filter(entry -> strategy.uses(entry.kind()))
                .forEach(entry -> best.putIfAbsent(entry.kind(), entry));
        List<Bound> kept = new ArrayList<>();
        for (Bound one : bound) {
            if (best.containsValue(one.by)) {
                kept.add(one);
            } else {
                one.listener.close();
            }
        }
        List<Bound> now = new ArrayList<>();
        for (InetSocketAddress address : wanted) {
            best.values().forEach(entry -> find(kept, address, entry)
                    .or(() -> bind(address, entry))
                    .ifPresent(now::add));
        }
        bound = List.copyOf(now);
    }

    private static Optional<Bound> find(List<Bound> all, InetSocketAddress wanted, TransportEntry by) {
        return all.stream()
                .filter(one -> one.wanted.equals(wanted) && one.by.equals(by))
                .findFirst();
    }

    private Optional<Bound> bind(InetSocketAddress wanted, TransportEntry by) {
        int port = wanted.getPort() == 0 ? ports.getOrDefault(wanted, 0) : wanted.getPort();
        Map<AlertDetail, String> facts = Map.of(AlertDetail.KIND, by.kind());
        try {
            Listener listener = by.transport().listen(new InetSocketAddress(wanted.getAddress(), port), acceptor);
            ports.put(wanted, listener.address().getPort());
            String text = "listening on " + text(listener.address());
            alerts.post(AlertType.LISTEN_SUCCEEDED, null, () -> text, facts);
            return Optional.of(new Bound(wanted, by, listener));
        } catch (IOException e) {
            alerts.post(AlertType.LISTEN_FAILED, null, e::getMessage, facts);
            return Optional.empty();
        }
    }

    /** What is bound, as the addresses were given; of several transports on one address it is there once. */
    public List<InetSocketAddress> addresses() {
        return bound.stream().map(one -> one.listener.address()).distinct().toList();
    }

    /** What to tell others: the first port, under a wildcard address when it is one of several; nothing when there is none. */
    public Optional<InetSocketAddress> told() {
        List<InetSocketAddress> all = addresses();
        return all.stream().findFirst().map(first -> all.size() == 1 ? first : new InetSocketAddress(first.getPort()));
    }

    /** Stops accepting. */
    public void close() {
        List<Bound> all = bound;
        bound = List.of();
        all.forEach(one -> one.listener.close());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
