package org.torrent.testkit.ports.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.torrent.testkit.ports.sim.Simulation;

/** What is between hosts: paths, cuts, resets to come, and the connections' flows. All randomness is the seed's. */
final class SimPaths {
    /** One direction of a connection. */
    interface Flow {
        boolean touches(InetAddress host);

        void reset(String reason);

        void onHealed();
    }

    private record Pair(InetAddress from, InetAddress to) {}

    private final Simulation simulation;
    private final RandomGenerator random;
    private final Map<Pair, Path> paths = new HashMap<>();
    private final Map<Pair, Long> resets = new HashMap<>();
    private final Set<Pair> cuts = new LinkedHashSet<>();
    private final List<Flow> flows = new ArrayList<>();
    private Path defaultPath = new Path(Duration.ofMillis(10), Duration.ofMillis(2), 0, 0);

    SimPaths(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random("network");
    }

    Simulation simulation() {
        return simulation;
    }

    RandomGenerator random() {
        return random;
    }

    void defaultPath(Path path) {
        defaultPath = path;
    }

    void path(InetAddress from, InetAddress to, Path path) {
        paths.put(new Pair(from, to), path);
    }

    Path path(InetAddress from, InetAddress to) {
        return paths.getOrDefault(new Pair(from, to), defaultPath);
    }

    void cut(InetAddress a, InetAddress b) {
        cuts.add(new Pair(a, b));
        cuts.add(new Pair(b, a));
    }

    boolean isCut(InetAddress from, InetAddress to) {
        return cuts.contains(new Pair(from, to));
    }

    void heal(InetAddress a, InetAddress b) {
        cuts.remove(new Pair(a, b));
        cuts.remove(new Pair(b, a));
        List.copyOf(flows).forEach(Flow::onHealed);
    }

    void healAll() {
        cuts.clear();
        List.copyOf(flows).forEach(Flow::onHealed);
    }

    void resetAll(InetAddress host) {
        for (Flow flow : List.copyOf(flows)) {
            if (flow.touches(host)) {
                flow.reset("reset by peer");
            }
        }
    }

    void resetNext(InetAddress from, InetAddress to, long atByte) {
        resets.put(new Pair(from, to), atByte);
    }

    /** Where a new connection's direction breaks, or {@link Long#MAX_VALUE}. */
    long takeReset(InetAddress from, InetAddress to) {
        Long at = resets.remove(new Pair(from, to));
        return at != null ? at : Long.MAX_VALUE;
    }

    /** What a segment takes on a path, in nanoseconds; one that is lost is sent again. */
    long delayNanos(Path path) {
        long delay = onceNanos(path);
        while (path.loss() > 0 && random.nextDouble() < path.loss()) {
            delay += Path.RETRANSMIT.toNanos();
        }
        return delay;
    }

    /** What a datagram takes on a path, in nanoseconds. */
    long onceNanos(Path path) {
        long jitter = path.jitter().toNanos();
        return path.latency().toNanos() + (jitter > 0 ? random.nextLong(jitter) : 0);
    }

    void opened(Flow flow) {
        flows.add(flow);
    }

    void closed(Flow flow) {
        flows.remove(flow);
    }
}
