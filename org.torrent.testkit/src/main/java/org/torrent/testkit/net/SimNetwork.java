package org.torrent.testkit.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.torrent.testkit.ports.sim.Simulation;

/**
 * Hosts and the paths between them. All randomness comes from the simulation's seed.
 *
 * <p>Faults work on hosts, so a test says what happens to the world, not to an object: {@link #cut} drops everything
 * between two hosts without telling either (dials time out, bytes wait), {@link #heal} lets the bytes go on,
 * {@link #resetAll} ends a host's connections, {@link #resetNext} ends the next one at an exact byte.
 */
public final class SimNetwork {
    private record Pair(InetAddress from, InetAddress to) {}

    private final Simulation simulation;
    private final RandomGenerator random;
    private final Map<InetAddress, SimHost> hosts = new LinkedHashMap<>();
    private final Map<Pair, Path> paths = new HashMap<>();
    private final Map<Pair, Long> resets = new HashMap<>();
    private final Set<Pair> cuts = new LinkedHashSet<>();
    private final List<SimPipe> pipes = new ArrayList<>();
    private Path defaultPath = new Path(Duration.ofMillis(10), Duration.ofMillis(2), 0, 0);

    /** An empty network. */
    public SimNetwork(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random("network");
    }

    /** The host of that address, made when it is first named: {@code 10.0.0.1} or {@code 2001:db8::1}. */
    public SimHost host(String address) {
        InetAddress parsed = parse(address);
        return hosts.computeIfAbsent(parsed, a -> new SimHost(this, a));
    }

    /** The path of all pairs that have none of their own. */
    public void defaultPath(Path path) {
        defaultPath = path;
    }

    /** The path of one direction. */
    public void path(SimHost from, SimHost to, Path path) {
        paths.put(new Pair(from.address(), to.address()), path);
    }

    /** From now on nothing passes between the two, silently. */
    public void cut(SimHost a, SimHost b) {
        cuts.add(new Pair(a.address(), b.address()));
        cuts.add(new Pair(b.address(), a.address()));
    }

    /** Cuts a host off from all others there are. */
    public void isolate(SimHost host) {
        hosts.values().stream().filter(other -> other != host).forEach(other -> cut(host, other));
    }

    /** Undoes every cut between the two; what waited arrives. */
    public void heal(SimHost a, SimHost b) {
        cuts.remove(new Pair(a.address(), b.address()));
        cuts.remove(new Pair(b.address(), a.address()));
        List.copyOf(pipes).forEach(SimPipe::onHealed);
    }

    /** Undoes every cut. */
    public void healAll() {
        cuts.clear();
        List.copyOf(pipes).forEach(SimPipe::onHealed);
    }

    /** Ends every connection of a host, both ends hear of it. */
    public void resetAll(SimHost host) {
        for (SimPipe pipe : List.copyOf(pipes)) {
            if (pipe.touches(host)) {
                pipe.reset("connection reset");
            }
        }
    }

    /** The next connection between the two, whoever dials, is reset before byte number {@code atByte} of this direction arrives. */
    public void resetNext(SimHost from, SimHost to, long atByte) {
        resets.put(new Pair(from.address(), to.address()), atByte);
    }

    Simulation simulation() {
        return simulation;
    }

    RandomGenerator random() {
        return random;
    }

    SimHost find(InetAddress address) {
        return hosts.get(address);
    }

    boolean isCut(SimHost from, SimHost to) {
        return cuts.contains(new Pair(from.address(), to.address()));
    }

    Path path(SimHost from, SimHost to) {
        return paths.getOrDefault(new Pair(from.address(), to.address()), defaultPath);
    }

    /** One way's delay for something small, in nanoseconds. */
    long delayNanos(SimHost from, SimHost to) {
        Path path = path(from, to);
        long jitter = path.jitter().toNanos();
        long delay = path.latency().toNanos() + (jitter > 0 ? random.nextLong(jitter) : 0);
        while (path.loss() > 0 && random.nextDouble() < path.loss()) {
            delay += Path.RETRANSMIT.toNanos();
        }
        return delay;
    }

    /** Where a new connection's direction breaks, or {@link Long#MAX_VALUE}. */
    long takeReset(SimHost from, SimHost to) {
        Long at = resets.remove(new Pair(from.address(), to.address()));
        return at != null ? at : Long.MAX_VALUE;
    }

    void opened(SimPipe pipe) {
        pipes.add(pipe);
    }

    void closed(SimPipe pipe) {
        pipes.remove(pipe);
    }

    private static InetAddress parse(String address) {
        try {
            if (!address.matches("[0-9.]+|[0-9a-fA-F:.]+")) {
                throw new IllegalArgumentException(address + " is not a literal address");
            }
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is not a literal address", e);
        }
    }
}
