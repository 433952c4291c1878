package org.torrent.testkit.dht;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.krpc.SecureNodeIds;
import org.torrent.dht.node.Node;
import org.torrent.dht.node.NodeSettings;
import org.torrent.dht.node.NodeStart;
import org.torrent.dht.node.Reach;

/**
 * A network of shipped DHT nodes, a thousand of them in seconds: datagrams take their time, some are lost, nodes come and go.
 * Everything follows from the seed. No threads and no loops: nodes are state machines. Each node has an address in a
 * network of its own.
 */
public final class SimDht {
    /** Where every node listens. */
    public static final int PORT = 6881;

    private static final NodeSettings SETTINGS = new NodeSettings(false, 8_000);
    private static final Reach REACH = new Reach(false, true);
    private static final long MIN_DELAY_NANOS = Duration.ofMillis(10).toNanos();
    private static final long MORE_DELAY_NANOS = Duration.ofMillis(140).toNanos();

    /** One node. */
    public final class Machine {
        private final InetSocketAddress endpoint;
        private Node node;
        private boolean alive = true;

        private Machine(InetSocketAddress endpoint) {
            this.endpoint = endpoint;
        }

        /** Where it is. */
        public InetSocketAddress endpoint() {
            return endpoint;
        }

        /** The node. */
        public Node node() {
            return node;
        }

        /** Whether nobody ended it. */
        public boolean isAlive() {
            return alive;
        }

        /** Ends it without a word. */
        public void kill() {
            alive = false;
            machines.remove(endpoint, this);
        }

        private void tick() {
            if (alive) {
                at(node.tick(), this::tick);
            }
        }
    }

    private record Event(long atNanos, long number, Runnable task) {}

    private final SplittableRandom random;
    private final double loss;
    private final PriorityQueue<Event> events = new PriorityQueue<>((one, two) ->
            one.atNanos != two.atNanos ? Long.compare(one.atNanos, two.atNanos) : Long.compare(one.number, two.number));
    private final Map<InetSocketAddress, Machine> machines = new LinkedHashMap<>();
    private long nowNanos;
    private long number;
    private int addresses;
    private long delivered;
    private long deliveredBytes;

    /** {@code loss}: how many of the datagrams get lost, 0 to 1. */
    public SimDht(long seed, double loss) {
        this.random = new SplittableRandom(seed);
        this.loss = loss;
    }

    /** A node that begins at those. */
    public Machine add(InetSocketAddress... begins) {
        return add(nextAddress(), SETTINGS, begins);
    }

    /** A node at an address, with settings. */
    public Machine add(InetAddress address, NodeSettings settings, InetSocketAddress... begins) {
        Machine machine = new Machine(new InetSocketAddress(address, PORT));
        SplittableRandom own = random.split();
        NodeId id = SecureNodeIds.of(address, own);
        machine.node = new Node(
                new NodeStart(settings, REACH, Map.of(Family.of(address), id)),
                (to, datagram) -> send(machine.endpoint, to, datagram),
                own,
                own.split(),
                () -> nowNanos);
        machines.put(machine.endpoint, machine);
        machine.node.begin(List.of(begins));
        machine.tick();
        return machine;
    }

    private InetAddress nextAddress() {
        int number = ++addresses;
        return address(20 + (number >> 16), number >> 8, number, 1 + random.nextInt(200));
    }

    /** An IPv4 address. */
    public static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A datagram on its way; whoever sends may claim any address. */
    public void send(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
        if (random.nextDouble() < loss) {
            return;
        }
        at(MIN_DELAY_NANOS + random.nextLong(MORE_DELAY_NANOS), () -> {
            Machine there = machines.get(to);
            if (there != null) {
                delivered++;
                deliveredBytes += datagram.length;
                there.node.received(from, datagram);
            }
        });
    }

    /** Does something later. */
    public void at(long delayNanos, Runnable task) {
        events.add(new Event(nowNanos + delayNanos, number++, task));
    }

    /** Lets so much time pass. */
    public void run(Duration duration) {
        long until = nowNanos + duration.toNanos();
        while (!events.isEmpty() && events.peek().atNanos <= until) {
            step();
        }
        nowNanos = until;
    }

    /** Lets time pass until something is so; tells whether it became so within the limit. */
    public boolean runUntil(Duration limit, BooleanSupplier condition) {
        long until = nowNanos + limit.toNanos();
        while (!condition.getAsBoolean() && !events.isEmpty() && events.peek().atNanos <= until) {
            step();
        }
        return condition.getAsBoolean();
    }

    private void step() {
        Event event = events.remove();
        nowNanos = event.atNanos;
        event.task.run();
    }

    /** The nodes that live. */
    public List<Machine> machines() {
        return new ArrayList<>(machines.values());
    }

    /** Randomness of the scene. */
    public SplittableRandom random() {
        return random;
    }

    /** Datagrams that arrived. */
    public long delivered() {
        return delivered;
    }

    /** Bytes of them. */
    public long deliveredBytes() {
        return deliveredBytes;
    }
}
