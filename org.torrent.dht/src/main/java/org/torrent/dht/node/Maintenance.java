package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeDictionary;

/** Keeps the tables: begins, looks after parts where nothing happens, asks nodes whether they are still there. */
final class Maintenance {
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1) / DhtLimits.PINGS_PER_SECOND;
    private static final long STALE_PING_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** One family's beginning. */
    private static final class Beginning {
        private final Set<InetSocketAddress> endpoints = new LinkedHashSet<>();
        private boolean running;
        private long dueNanos;
        private long pauseNanos = DhtLimits.BOOTSTRAP_FIRST_NANOS;
        private boolean begun;
    }

    private final Networks networks;
    private final Requests requests;
    private final Unverified unverified;
    private final RandomGenerator random;
    private final Map<Family, Beginning> beginnings = new EnumMap<>(Family.class);
    private final Set<InetSocketAddress> told = new LinkedHashSet<>();
    private long nextPingNanos;
    private long nextStaleNanos;

    Maintenance(Networks networks, Requests requests, Unverified unverified, RandomGenerator random, long nowNanos) {
        this.networks = networks;
        this.requests = requests;
        this.unverified = unverified;
        this.random = random;
        this.nextPingNanos = nowNanos;
        this.nextStaleNanos = nowNanos;
        for (Family family : Family.values()) {
            beginnings.put(family, new Beginning());
        }
    }

    /** Where to begin, beside what is known already. */
    void begin(Collection<InetSocketAddress> endpoints, long nowNanos) {
        for (InetSocketAddress endpoint : endpoints) {
            Beginning beginning = beginnings.get(Family.of(endpoint.getAddress()));
            if (beginning.endpoints.size() < DhtLimits.BOOTSTRAP_NODES && beginning.endpoints.add(endpoint)) {
                beginning.pauseNanos = DhtLimits.BOOTSTRAP_FIRST_NANOS;
                beginning.dueNanos = nowNanos;
            }
        }
    }

    /** Everything anew: our id or our address is another one. */
    void again(Family family, long nowNanos) {
        Beginning beginning = beginnings.get(family);
        beginning.begun = false;
        beginning.dueNanos = nowNanos;
    }

    /** Where to begin; any few of them. */
    Collection<InetSocketAddress> endpoints(Family family) {
        List<InetSocketAddress> all = new ArrayList<>(beginnings.get(family).endpoints);
        for (int i = 0; i < Math.min(all.size(), DhtLimits.BEGINNINGS); i++) {
            Collections.swap(all, i, i + random.nextInt(all.size() - i));
        }
        return all.subList(0, Math.min(all.size(), DhtLimits.BEGINNINGS));
    }

    void tick(Lookups lookups, long nowNanos) {
        for (Network network : networks.all()) {
            if (network.followAddress(nowNanos)) {
                again(network.family(), nowNanos);
            }
            begin(lookups, network, nowNanos);
            refresh(lookups, network, nowNanos);
        }
        ping(nowNanos);
        pingStale(nowNanos);
    }

    private void begin(Lookups lookups, Network network, long nowNanos) {
        Beginning beginning = beginnings.get(network.family());
        boolean isThin = network.table().size() < DhtLimits.BUCKET;
        boolean hasWay = network.table().size() > 0 || !beginning.endpoints.isEmpty();
        if (beginning.running || !hasWay || beginning.begun && !isThin || nowNanos - beginning.dueNanos < 0) {
            return;
        }
        beginning.running = true;
        lookups.maintain(network.id(), network.family(), new Begin(network.id(), beginning, nowNanos), nowNanos);
    }

    /** The way to ourselves, by way of where nodes begin: it counts when one of those answered, or there are none. */
    private static final class Begin extends FindNodes {
        private final Beginning beginning;
        private boolean met;

        Begin(NodeId own, Beginning beginning, long nowNanos) {
            super(own, result -> {
                beginning.running = false;
                beginning.dueNanos = nowNanos + beginning.pauseNanos;
                beginning.pauseNanos = Math.min(2 * beginning.pauseNanos, DhtLimits.BOOTSTRAP_MAX_NANOS);
            });
            this.beginning = beginning;
        }

        @Override
        public boolean isBeginning() {
            return true;
        }

        @Override
        public void onAnswer(NodeAddress from, BencodeDictionary values) {
            met |= beginning.endpoints.contains(from.endpoint());
        }

        @Override
        public void onDone(LookupResult result, long nowNanos) {
            beginning.begun =
                    met || beginning.endpoints.isEmpty() && !result.nearest().isEmpty();
            super.onDone(result, nowNanos);
        }
    }

    private void refresh(Lookups lookups, Network network, long nowNanos) {
        if (network.table().size() == 0) {
            return;
        }
        Optional<NodeId> part = network.table().stalePart(nowNanos, random);
        part.ifPresent(
                target -> lookups.maintain(target, network.family(), new FindNodes(target, result -> {}), nowNanos));
    }

    private void ping(long nowNanos) {
        while (nowNanos - nextPingNanos >= 0) {
            nextPingNanos = Math.max(nextPingNanos, nowNanos - TimeUnit.SECONDS.toNanos(1)) + PING_NANOS;
            NodeAddress next = unverified.next();
            if (next != null) {
                ping(next, nowNanos);
            } else if (!told.isEmpty()) {
                InetSocketAddress endpoint = told.iterator().next();
                told.remove(endpoint);
                requests.ask(endpoint, null, "ping", Map.of(), Answerer.NOBODY, nowNanos);
            } else {
                nextPingNanos = nowNanos + PING_NANOS;
                return;
            }
        }
    }

    private void pingStale(long nowNanos) {
        if (nowNanos - nextStaleNanos >= 0) {
            nextStaleNanos = nowNanos + STALE_PING_NANOS;
            for (Network network : networks.all()) {
                network.table().stalest(nowNanos).ifPresent(node -> ping(node, nowNanos));
            }
        }
    }

    private void ping(NodeAddress node, long nowNanos) {
        requests.ask(node.endpoint(), node.id(), "ping", Map.of(), Answerer.NOBODY, nowNanos);
    }

    /** A peer said that its node is there (BEP 5). */
    void told(InetSocketAddress endpoint) {
        if (told.size() < DhtLimits.UNVERIFIED_NODES) {
            told.add(endpoint);
        }
    }
}
