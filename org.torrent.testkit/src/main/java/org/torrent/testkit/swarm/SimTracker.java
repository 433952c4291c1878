package org.torrent.testkit.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.torrent.model.InfoHash;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.testkit.ports.sim.Simulation;

/** Knows who is in which swarm and tells everybody again and again. Each runtime sees it as a peer source of its own. */
public final class SimTracker {
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int MAX_PEERS = 50;

    private final Simulation simulation;
    private final Random random;
    private final Map<InfoHash, Set<InetSocketAddress>> swarms = new LinkedHashMap<>();
    private int completed;

    /** A tracker without swarms. */
    public SimTracker(Simulation simulation) {
        this.simulation = simulation;
        this.random = new Random(simulation.random("tracker").nextLong());
    }

    /** Names a peer that does not announce itself: a scripted one. */
    public void register(InfoHash infoHash, InetSocketAddress peer) {
        swarms.computeIfAbsent(infoHash, hash -> new LinkedHashSet<>()).add(peer);
    }

    /** How often somebody said that it has everything now. */
    public int completed() {
        return completed;
    }

    /** The tracker as a runtime at this address sees it. */
    public PeerSource source(InetAddress address) {
        return new PeerSource() {
            @Override
            public String name() {
                return "simulated tracker";
            }

            @Override
            public int source() {
                return TRACKER;
            }

            @Override
            public Search search(Swarm swarm) {
                Announcing announcing = new Announcing(swarm, address);
                announcing.again(DELAY);
                return announcing;
            }
        };
    }

    private List<InetSocketAddress> others(InfoHash infoHash, InetSocketAddress self) {
        List<InetSocketAddress> others = new ArrayList<>(swarms.getOrDefault(infoHash, Set.of()));
        others.remove(self);
        Collections.shuffle(others, random);
        return others.subList(0, Math.min(MAX_PEERS, others.size()));
    }

    private final class Announcing implements PeerSource.Search {
        private final Swarm swarm;
        private final InetAddress address;
        private EventLoop.Timer timer;
        private InetSocketAddress announced;
        private boolean stopped;

        Announcing(Swarm swarm, InetAddress address) {
            this.swarm = swarm;
            this.address = address;
        }

        void again(Duration delay) {
            timer = simulation.at(delay, this::announce);
        }

        private void announce() {
            if (stopped) {
                return;
            }
            int port = swarm.listenPort();
            if (port != 0) {
                announced = new InetSocketAddress(address, port);
                register(swarm.infoHash(), announced);
            }
            List<InetSocketAddress> others = others(swarm.infoHash(), announced);
            swarm.found(others, "simulated tracker");
            swarm.succeeded("simulated tracker", -1, -1, others.size());
            again(INTERVAL);
        }

        @Override
        public void completed() {
            completed++;
        }

        @Override
        public void askNow() {
            timer.cancel();
            again(DELAY);
        }

        @Override
        public void stop() {
            stopped = true;
            timer.cancel();
            if (announced != null) {
                swarms.get(swarm.infoHash()).remove(announced);
            }
        }
    }
}
