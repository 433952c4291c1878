package org.torrent.dht.source;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.Subnets;
import org.torrent.dht.node.Node;
import org.torrent.dht.node.Reach;
import org.torrent.model.HostPort;
import org.torrent.spi.runtime.EventLoop;

/**
 * Nodes to begin at that have names: configured ones, and those of torrents. They are looked up while the tables are empty.
 * Who may only send to loopback addresses looks no name up but {@code localhost}. On the loop.
 */
final class Beginnings {
    private static final String LOCALHOST = "localhost";

    private final EventLoop loop;
    private final HostNames names;
    private final Set<HostPort> ofTorrents = new LinkedHashSet<>();
    private boolean looked;
    private long dueNanos;
    private long pauseNanos = DhtLimits.BOOTSTRAP_FIRST_NANOS;

    Beginnings(EventLoop loop, HostNames names) {
        this.loop = loop;
        this.names = names;
    }

    /** A torrent names some. */
    void add(Collection<HostPort> nodes) {
        for (HostPort one : nodes) {
            if (ofTorrents.size() < DhtLimits.BOOTSTRAP_NAMES && ofTorrents.add(one)) {
                looked = false;
            }
        }
    }

    /** Others are configured. */
    void reset() {
        looked = false;
        pauseNanos = DhtLimits.BOOTSTRAP_FIRST_NANOS;
    }

    /** Whether the user named a node on this machine. */
    boolean namesLoopback(List<HostPort> configured) {
        return configured.stream().anyMatch(one -> isLoopback(one.host()));
    }

    private static boolean isLoopback(String host) {
        return LOCALHOST.equalsIgnoreCase(host)
                || Literals.address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Looks names up, if it is time to. */
    void look(Node node, List<HostPort> configured, Reach reach, long nowNanos) {
        boolean isEmpty = node.size(Family.V4) + node.size(Family.V6) == 0;
        if (looked && (!isEmpty || nowNanos - dueNanos < 0)) {
            return;
        }
        looked = true;
        dueNanos = nowNanos + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, DhtLimits.BOOTSTRAP_MAX_NANOS);
        configured.stream().limit(DhtLimits.BOOTSTRAP_NAMES).forEach(one -> begin(node, one, reach, true));
        ofTorrents.forEach(one -> begin(node, one, reach, false));
    }

    private void begin(Node node, HostPort one, Reach reach, boolean isOfUser) {
        Optional<InetAddress> literal = Literals.address(one.host());
        if (literal.isPresent()) {
            begin(node, List.of(literal.get()), one.port(), isOfUser);
        } else if (reach.beyond() || isLoopback(one.host())) {
            names.resolve(one.host(), found -> loop.execute(() -> begin(node, found, one.port(), isOfUser)));
        }
    }

    /** A .torrent must not lead into the networks of this house. */
    private static void begin(Node node, List<InetAddress> found, int port, boolean isOfUser) {
        node.begin(found.stream()
                .limit(DhtLimits.ADDRESSES_PER_NAME)
                .filter(address -> isOfUser || !Subnets.isLocal(address))
                .map(address -> new InetSocketAddress(address, port))
                .toList());
    }
}
