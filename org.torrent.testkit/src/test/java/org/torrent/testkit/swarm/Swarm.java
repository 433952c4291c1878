package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.torrent.api.Alert;
import org.torrent.api.TorrentHandle;
import org.torrent.testkit.net.Path;
import org.torrent.testkit.net.SimHost;
import org.torrent.testkit.net.SimNetwork;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.sim.Simulation;
import org.torrent.testkit.torrent.TestTorrent;

/** A swarm around one torrent, and what must hold in every swarm. */
final class Swarm {
    final Simulation simulation;
    final SimNetwork network;
    final SimTracker tracker;
    final TestTorrent torrent;
    final List<SimRuntime> runtimes = new ArrayList<>();
    private int hosts;

    Swarm(long seed, TestTorrent torrent) {
        this.simulation = new Simulation(seed);
        this.network = new SimNetwork(simulation);
        this.network.defaultPath(Path.of(Duration.ofMillis(20)).withJitter(Duration.ofMillis(10)));
        this.tracker = new SimTracker(simulation);
        this.torrent = torrent;
    }

    SimHost host() {
        hosts++;
        return network.host("10.0." + hosts / 250 + "." + (1 + hosts % 250));
    }

    /** A runtime that has nothing, with a home line of 1 MB/s up and 4 MB/s down. */
    SimRuntime leecher() {
        SimRuntime runtime = new SimRuntime(simulation, host().bandwidth(1_000_000, 4_000_000), tracker);
        runtimes.add(runtime);
        return runtime.start();
    }

    /** A runtime that has everything. */
    SimRuntime seeder() {
        SimRuntime runtime = new SimRuntime(simulation, host().bandwidth(1_000_000, 4_000_000), tracker).put(torrent);
        runtimes.add(runtime);
        return runtime.start();
    }

    /** A scripted peer that listens and is known to the tracker. */
    SimHost scripted(java.util.function.Supplier<? extends ScriptedPeer> peers) throws java.io.IOException {
        SimHost host = host();
        ScriptedPeer.listen(host.transport(), host.endpoint(SimRuntime.PORT), peers);
        tracker.register(torrent.infoHash(), host.endpoint(SimRuntime.PORT));
        return host;
    }

    /** Runs until every given torrent is durable and complete. */
    void awaitComplete(Duration limit, List<TorrentHandle> handles) {
        simulation.runUntil("every download is complete", limit, () -> handles.stream()
                .allMatch(handle -> handle.finished().toCompletableFuture().isDone()));
    }

    /** Whatever happened: nobody claims what it does not hold. */
    void checkClaims() {
        for (SimRuntime runtime : runtimes) {
            for (Alert alert : runtime.alerts("piece_finished")) {
                int piece = (Integer) alert.details().get("piece");
                assertThat(runtime.holds(torrent, piece))
                        .as("seed %d: %s claims piece %d", simulation.seed(), runtime, piece)
                        .isTrue();
            }
        }
    }

    /** Ends all runtimes cleanly: nothing may be left. */
    void stop() {
        for (SimRuntime runtime : runtimes) {
            runtime.stop();
            assertThat(runtime.session().snapshot().lentBufferBytes())
                    .as("seed %d: blocks %s never gave back", simulation.seed(), runtime)
                    .isZero();
            assertThat(runtime.process().running())
                    .as("seed %d: threads of %s", simulation.seed(), runtime)
                    .isEmpty();
            assertThat(runtime.transport().connectionCount()).isZero();
        }
    }
}
