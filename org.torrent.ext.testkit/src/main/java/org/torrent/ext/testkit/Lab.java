package org.torrent.ext.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** What sessions and peers of one swarm share: time, a network, and the torrent. */
final class Lab {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int HOSTS_MAX = 250;

    private final Simulation simulation;
    private final SimNetwork network;
    private final TestTorrent torrent;
    private int hosts;

    Lab(long seed, TestTorrent torrent) {
        this.simulation = new Simulation(seed);
        this.network = new SimNetwork(simulation);
        this.torrent = torrent;
    }

    Simulation simulation() {
        return simulation;
    }

    TestTorrent torrent() {
        return torrent;
    }

    SimHost newHost() {
        if (++hosts > HOSTS_MAX) {
            throw new IllegalStateException(
                    "a swarm has room for " + HOSTS_MAX + " sessions and peers: make another one");
        }
        return network.host("10.0.0." + hosts);
    }

    void await(String what, BooleanSupplier condition) {
        simulation.runUntil(what, PATIENCE, condition);
    }
}
