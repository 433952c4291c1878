package org.torrent.dht.node;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.KrpcException;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcReader;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.store.DhtItem;
import org.torrent.dht.store.ItemStore;
import org.torrent.dht.store.PeerStore;
import org.torrent.dht.store.Tokens;

/**
 * A node of the distributed hash table (BEP 5): datagrams, time and searches in, datagrams and what was found out. No socket,
 * no thread, no clock of its own: all of it on one loop, and a thousand of them in a simulation.
 */
public final class Node {
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long EXPIRE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final NodeCounts counts = new NodeCounts();
    private final Networks networks = new Networks();
    private final PeerStore peers;
    private final ItemStore items = new ItemStore();
    private final Sender sender;
    private final Requests requests;
    private final Maintenance maintenance;
    private final Lookups lookups;
    private final Storing storing;
    private final QueryServer server;
    private final LongSupplier clock;
    private long expiredNanos;

    /**
     * A node that knows nobody.
     *
     * @param random fair
     * @param secrets not to be guessed: tokens and transactions are made of it
     * @param clock for answers that wait for somebody
     */
    public Node(NodeStart start, Outbox outbox, RandomGenerator random, RandomGenerator secrets, LongSupplier clock) {
        long nowNanos = clock.getAsLong();
        this.clock = clock;
        this.expiredNanos = nowNanos;
        for (Family family : Family.values()) {
            NodeId id = start.ids().getOrDefault(family, NodeId.random(random));
            networks.add(new Network(family, id, !start.reach().beyond(), random, nowNanos));
        }
        this.peers = new PeerStore(random);
        this.sender = new Sender(outbox, start.reach(), counts);
        Proofs proofs = new Proofs();
        Unverified unverified = new Unverified(networks);
        this.requests = new Requests(networks, sender, proofs, counts, secrets, this::isReadOnly);
        this.maintenance = new Maintenance(networks, requests, unverified, random, nowNanos);
        this.lookups = new Lookups(networks, requests, sender, unverified, maintenance::endpoints);
        this.storing = new Storing(requests);
        TokenCheck tokens = new TokenCheck(new Tokens(secrets, nowNanos));
        QueryAnswers answers =
                new QueryAnswers(networks, tokens, peers, new ItemAnswers(networks, tokens, items), new Samples(peers));
        HeldAnswers held = new HeldAnswers(requests);
        this.server = new QueryServer(networks, sender, proofs, unverified, held, answers, counts, start.settings());
    }

    private boolean isReadOnly() {
        return server.settings().isReadOnly();
    }

    /** Other settings from now on. */
    public void configure(NodeSettings settings) {
        server.settings(settings);
    }

    /** Who may answer queries in place of the node. */
    public void filter(QueryFilter filter) {
        server.filter(filter);
    }

    /** It listens elsewhere: where it may send is another thing now. */
    public void reach(Reach reach) {
        long nowNanos = clock.getAsLong();
        if (!reach.equals(sender.reach())) {
            sender.reach(reach);
            networks.all().forEach(network -> network.manyPerAddress(!reach.beyond(), nowNanos));
        }
    }

    /** Nodes to begin at, beside those that are known already. */
    public void begin(Collection<InetSocketAddress> endpoints) {
        long nowNanos = clock.getAsLong();
        maintenance.begin(endpoints.stream().filter(sender.reach()::permits).toList(), nowNanos);
    }

    /** A peer said that its node is there. */
    public void told(InetSocketAddress endpoint) {
        if (sender.reach().permits(endpoint)) {
            maintenance.told(endpoint);
        }
    }

    /** A datagram came. */
    public void received(InetSocketAddress from, byte[] datagram) {
        long nowNanos = clock.getAsLong();
        counts.received();
        try {
            KrpcMessage message = KrpcReader.read(datagram);
            if (message instanceof KrpcMessage.Query query) {
                server.received(query, from, clock, nowNanos);
            } else if (message instanceof KrpcMessage.Response response) {
                requests.answered(response, from, nowNanos);
            } else if (message instanceof KrpcMessage.Failure failure) {
                requests.refused(failure, from, nowNanos);
            }
        } catch (KrpcException wrong) {
            counts.malformed();
            server.malformed(wrong, from, datagram.length, nowNanos);
        }
    }

    /** The system says that nobody is there. */
    public void unreachable(InetSocketAddress endpoint) {
        requests.unreachable(endpoint, clock.getAsLong());
    }

    /**
     * Time passed.
     *
     * @return after how many nanoseconds to call again at the latest
     */
    public long tick() {
        long nowNanos = clock.getAsLong();
        requests.tick(nowNanos);
        maintenance.tick(lookups, nowNanos);
        if (nowNanos - expiredNanos >= EXPIRE_NANOS) {
            expiredNanos = nowNanos;
            peers.expire(nowNanos);
            items.expire(nowNanos);
        }
        return requests.size() > 0 ? BUSY_NANOS : IDLE_NANOS;
    }

    /** Looks for peers; false when too many searches wait: the listener hears nothing then. */
    public boolean search(PeerSearch search, Family family) {
        NodeId infoHash = search.infoHash();
        List<InetSocketAddress> here = peers.sample(infoHash, family, DhtLimits.NAMED_PEERS, false);
        if (!here.isEmpty()) { // in a small network we may be who is told
            search.listener().found(here);
        }
        return lookups.start(search.infoHash(), family, new FindPeers(search, sender, storing), clock.getAsLong());
    }

    /** Looks for the nodes that are nearest; false when too many searches wait. */
    public boolean find(NodeId target, Family family, Consumer<LookupResult> done) {
        return lookups.start(target, family, new FindNodes(target, done), clock.getAsLong());
    }

    /**
     * Looks for an item (BEP 44); false when too many searches wait.
     *
     * @param salt what a mutable item's key is joined with; empty otherwise
     */
    public boolean get(NodeId target, byte[] salt, Family family, BiConsumer<Optional<DhtItem>, LookupResult> done) {
        return lookups.start(target, family, new FindItem(target, salt, done), clock.getAsLong());
    }

    /** Leaves an item with the nodes that are nearest (BEP 44), and tells how many were asked to keep it. */
    public boolean put(DhtItem item, Family family, IntConsumer done) {
        byte[] salt = item.signed().map(by -> by.salt().bytes()).orElse(new byte[0]);
        return get(
                item.target(),
                salt,
                family,
                (before, result) -> done.accept(
                        storing.store("put", ItemFields.withSalt(item), result.nearest(), clock.getAsLong())));
    }

    /** All good nodes of a family, those heard of last first. */
    public List<NodeAddress> nodes(Family family) {
        return networks.of(family).table().all();
    }

    /** Our id in a family. */
    public NodeId id(Family family) {
        return networks.of(family).id();
    }

    /** How many nodes the table of a family has. */
    public int size(Family family) {
        return networks.of(family).table().size();
    }

    /** How it is doing. */
    public NodeStatus status() {
        long nowNanos = clock.getAsLong();
        List<NodeStatus.Table> tables = new ArrayList<>();
        for (Network network : networks.all()) {
            tables.add(new NodeStatus.Table(
                    network.family(),
                    network.id(),
                    network.table().size(),
                    network.table().good(nowNanos),
                    network.table().waiting(),
                    network.table().buckets(),
                    network.externalAddress()));
        }
        return new NodeStatus(
                tables,
                peers.torrents(),
                peers.peers(),
                items.size(),
                lookups.running(),
                lookups.waiting(),
                lookups.finished(),
                counts.snapshot());
    }
}
