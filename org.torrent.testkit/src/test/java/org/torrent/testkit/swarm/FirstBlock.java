package org.torrent.testkit.swarm;

import java.time.Duration;
import org.torrent.testkit.peer.LeechPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** The measure of a flood: how long an honest peer that comes now waits for its first block, from the dial on. */
final class FirstBlock {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private FirstBlock() {}

    /** From a host of its own with a good line. */
    static Duration of(Swarm swarm, SimRuntime from, TestTorrent torrent) {
        return of(swarm, swarm.host(), from, torrent);
    }

    /** From that host. */
    static Duration of(Swarm swarm, SimHost host, SimRuntime from, TestTorrent torrent) {
        Duration start = swarm.simulation.elapsed();
        LeechPeer honest = new LeechPeer(torrent, "honest", 4);
        honest.dial(host.transport(), from.endpoint());
        swarm.simulation.runUntil(
                "an honest peer has a block", LIMIT, () -> !honest.pieces().isEmpty());
        honest.close("had enough");
        return swarm.simulation.elapsed().minus(start);
    }
}
