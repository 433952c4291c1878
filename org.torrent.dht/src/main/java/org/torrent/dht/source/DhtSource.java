package org.torrent.dht.source;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.node.Node;
import org.torrent.dht.node.NodeStart;
import org.torrent.dht.node.NodeStatus;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.dht.DhtNode;
import org.torrent.spi.dht.DhtQueries;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Randomness;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.StateStore;

/**
 * Finds peers through the distributed hash table (BEP 5): a node where the session listens, and a search for each torrent.
 * Thread-safe; everything is decided on one loop of its own.
 */
public final class DhtSource implements PeerSource, DhtNode {
    private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STARTING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final EventLoop loop;
    private final Clock clock;
    private final RandomGenerator random;
    private final RandomGenerator secrets;
    private final Supplier<List<InetSocketAddress>> listening;
    private final Sockets sockets;
    private final TableMemory memory;
    private final Beginnings beginnings;
    private final PluginQueries queries;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile int port;
    private volatile DhtView view = DhtView.OFF;

    // Touched on the loop only, from here on.
    private final Set<TorrentSearch> searches = new LinkedHashSet<>();
    private final long startedNanos;
    private DhtOptions options;
    private Node node; // null while there is nowhere to listen
    private SavedTable saved; // null until it is known
    private long mayStartNanos;
    private boolean closing;

    /**
     * Takes what it runs on.
     *
     * @param secrets not to be guessed
     * @param listening where the session listens now
     */
    public DhtSource(
            Threads threads,
            Clock clock,
            Randomness randomness,
            RandomGenerator secrets,
            HostNames names,
            Supplier<List<InetSocketAddress>> listening,
            DhtOptions options) {
        this.clock = clock;
        this.random = randomness.newGenerator();
        this.secrets = secrets;
        this.listening = listening;
        this.options = options;
        this.loop = threads.newLoop("dht");
        this.startedNanos = clock.nowNanos();
        this.mayStartNanos = startedNanos;
        this.sockets = new Sockets(loop, new Received());
        this.memory = new TableMemory(loop, startedNanos);
        this.beginnings = new Beginnings(loop, names);
        this.queries = new PluginQueries(loop);
        loop.execute(this::turn);
    }

    // ---- the world around it, any thread
    // ------------------------------------------------------------------------------

    /** A provider of sockets, or null. */
    public void transport(DatagramTransport transport) {
        loop.execute(() -> sockets.transport(transport));
    }

    /** Where the table is remembered from now on. */
    public void states(StateStore store) {
        loop.execute(() -> memory.store(store, this::remembered));
    }

    /**
     * Remembers the table a last time where it was until now, and nowhere from then on; complete when that is durable or failed. Not
     * after {@link #shutdown}.
     */
    public CompletionStage<Void> leaveStates() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        loop.execute(() -> {
            CompletionStage<Void> save =
                    node == null || closing ? CompletableFuture.completedFuture(null) : memory.save(node);
            memory.store(null, this::remembered);
            save.whenComplete((done, error) -> left.complete(null));
        });
        return left;
    }

    /** Who may answer queries in place of the node; the supplier answers null where there is nobody. */
    public void queries(Supplier<DhtQueries> asked) {
        loop.execute(() -> queries.ask(asked));
    }

    /** What counts from now on. */
    public void configure(DhtOptions changed) {
        loop.execute(() -> {
            options = changed;
            beginnings.reset();
            if (node != null) {
                node.configure(changed.node());
            }
        });
    }

    /** Runs something on the loop with the node, which is null where there is none. */
    public void withNode(Consumer<Node> task) {
        loop.execute(() -> task.accept(closing ? null : node));
    }

    /** How it is doing; a second old at most. */
    public DhtView view() {
        return view;
    }

    @Override
    public String name() {
        return "dht";
    }

    @Override
    public int source() {
        return DHT;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void told(InetSocketAddress peersNode) {
        withNode(ours -> {
            if (ours != null) {
                ours.told(peersNode);
            }
        });
    }

    @Override
    public Search search(Swarm swarm) {
        TorrentSearch search = new TorrentSearch(swarm, random, clock::nowNanos);
        loop.execute(() -> {
            searches.add(search);
            beginnings.add(swarm.nodes());
        });
        return new Running(search);
    }

    /** Remembers the table and closes the sockets; complete when that is durable. Any thread, idempotent. */
    public CompletionStage<Void> close() {
        loop.execute(() -> {
            if (!closing) {
                closing = true;
                port = 0;
                CompletionStage<Void> save = node == null ? CompletableFuture.completedFuture(null) : memory.save(node);
                sockets.close();
                save.whenComplete((done, error) -> closed.complete(null));
            }
        });
        return closed.minimalCompletionStage();
    }

    /** Ends the loop, after {@link #close}; false when it goes on beyond the time. Not on the loop. */
    public boolean shutdown(long timeoutMillis) {
        return loop.shutdown(timeoutMillis);
    }

    // ---- on the loop
    // ---------------------------------------------------------------------------------------------------

    private void turn() {
        if (closing) {
            return;
        }
        long delay = IDLE_NANOS;
        try {
            delay = look();
        } finally { // a bug must not end the node for good
            loop.schedule(this::turn, delay);
        }
    }

    private long look() {
        long nowNanos = clock.nowNanos();
        sockets.follow(options.isEnabled() ? listening.get() : List.of());
        if (!sockets.isOpen()) {
            port = 0;
            view = view(Optional.empty());
            return options.isEnabled() ? STARTING_NANOS : IDLE_NANOS;
        }
        if (node == null && (saved != null || nowNanos - startedNanos >= MEMORY_NANOS)) {
            begin();
        }
        if (node == null) {
            return STARTING_NANOS;
        }
        node.reach(sockets.reach(beginnings.namesLoopback(options.bootstrap())));
        beginnings.look(node, options.bootstrap(), sockets.reach(false), nowNanos);
        long delay = node.tick();
        startSearches(nowNanos);
        memory.tick(node, nowNanos);
        port = options.node().isReadOnly() ? 0 : sockets.addresses().get(0).getPort();
        view = view(Optional.of(node.status()));
        return delay;
    }

    private DhtView view(Optional<NodeStatus> status) {
        return new DhtView(
                options.isEnabled(),
                sockets.addresses(),
                sockets.trouble(),
                searches.size(),
                sockets.dropped(),
                status);
    }

    private void begin() {
        NodeStart start = new NodeStart(
                options.node(),
                sockets.reach(beginnings.namesLoopback(options.bootstrap())),
                saved == null ? Map.of() : saved.ids());
        node = new Node(start, sockets::send, random, secrets, clock::nowNanos);
        node.filter(queries);
        if (saved != null) {
            node.begin(saved.nodes());
        }
    }

    private void remembered(SavedTable found) {
        saved = found;
        if (node != null) {
            node.begin(found.nodes());
        }
    }

    /** Those that are due, the longest due first, one in so many milliseconds: torrents never go in step. */
    private void startSearches(long nowNanos) {
        List<Family> families = new ArrayList<>();
        for (Family family : Family.values()) {
            if (node.size(family) > 0) {
                families.add(family);
            }
        }
        if (families.isEmpty()) {
            return;
        }
        List<TorrentSearch> due = searches.stream()
                .filter(search -> search.isDue(nowNanos))
                .sorted(Comparator.comparingLong(search -> search.dueNanos() - nowNanos))
                .toList();
        mayStartNanos = Math.max(mayStartNanos - nowNanos, -IDLE_NANOS) + nowNanos;
        for (TorrentSearch search : due) {
            if (mayStartNanos - nowNanos > 0) {
                return;
            }
            mayStartNanos += DhtLimits.SPREAD_NANOS;
            search.start(node, families, nowNanos);
        }
    }

    private final class Received implements Sockets.Listener {
        @Override
        public void received(InetSocketAddress from, byte[] datagram) {
            if (node != null && !closing) {
                node.received(from, datagram);
            }
        }

        @Override
        public void unreachable(InetSocketAddress to) {
            if (node != null && !closing) {
                node.unreachable(to);
            }
        }
    }

    /** One torrent's search as its session has it: each call is a message to the loop. */
    private final class Running implements Search {
        private final TorrentSearch search;

        Running(TorrentSearch search) {
            this.search = search;
        }

        @Override
        public void completed() {
            loop.execute(search::soon);
        }

        @Override
        public void askNow() {
            loop.execute(search::soon);
        }

        @Override
        public void stop() {
            loop.execute(() -> {
                search.stop();
                searches.remove(search);
            });
        }
    }
}
