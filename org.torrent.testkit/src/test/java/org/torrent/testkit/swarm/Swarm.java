package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentState;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.net.Path;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** A swarm around one torrent, and what must hold in every swarm. */
final class Swarm {
    private static final long UP_BYTES_PER_SECOND = 1_000_000;
    private static final long DOWN_BYTES_PER_SECOND = 4_000_000;

    final Simulation simulation;
    final SimNetwork network;
    final SimTracker tracker;
    final TestTorrent torrent;
    final List<SimRuntime> runtimes = new ArrayList<>();
    private int hosts;

    Swarm(long seed, TestTorrent torrent) {
        this(seed, torrent, SimTracker.HOST);
    }

    /** With its tracker at some address. */
    Swarm(long seed, TestTorrent torrent, String trackerAddress) {
        this.simulation = new Simulation(seed);
        this.network = new SimNetwork(simulation);
        this.network.defaultPath(Path.of(Duration.ofMillis(20)).withJitter(Duration.ofMillis(10)));
        this.tracker = new SimTracker(simulation, network, trackerAddress);
        this.torrent = torrent;
    }

    /** A new host with a home line. */
    SimHost host() {
        hosts++;
        return network.host("10.0." + hosts / 250 + "." + (1 + hosts % 250))
                .bandwidth(UP_BYTES_PER_SECOND, DOWN_BYTES_PER_SECOND);
    }

    /** A runtime that has nothing. */
    SimRuntime leecher() {
        SimRuntime runtime = new SimRuntime(simulation, host(), tracker);
        runtimes.add(runtime);
        return runtime.start();
    }

    /** A runtime that has everything. */
    SimRuntime seeder() {
        SimRuntime runtime = new SimRuntime(simulation, host(), tracker).put(torrent);
        runtimes.add(runtime);
        return runtime.start();
    }

    /** Scripted peers on a host of their own that the tracker knows. */
    SimHost scripted(Supplier<? extends ScriptedPeer> peers) throws IOException {
        SimHost host = host();
        ScriptedPeer.listen(host.transport(), host.endpoint(SimRuntime.PORT), peers);
        tracker.register(torrent.infoHash(), host.endpoint(SimRuntime.PORT));
        return host;
    }

    /** The torrents of all runtimes as they run now. */
    List<TorrentHandle> handles() {
        return runtimes.stream()
                .flatMap(runtime -> runtime.session().torrents().stream())
                .toList();
    }

    /** Runs until every given torrent is complete and durable. */
    void awaitComplete(Duration limit, List<TorrentHandle> handles) {
        simulation.runUntil("every download is complete", limit, () -> handles.stream()
                .allMatch(handle -> handle.finished().toCompletableFuture().isDone()
                        && handle.snapshot().state() == TorrentState.SEEDING));
        for (SimRuntime runtime : runtimes) {
            assertThat(runtime.holds(torrent))
                    .as("seed %d: the disk of %s", simulation.seed(), runtime)
                    .isTrue();
        }
    }

    void awaitComplete(Duration limit, TorrentHandle handle) {
        awaitComplete(limit, List.of(handle));
    }

    /** How many pieces were downloaded and verified by at least one runtime. */
    long spreadPieces() {
        return runtimes.stream()
                .flatMap(runtime -> runtime.alerts("piece_finished").stream())
                .map(alert -> alert.details().get("piece"))
                .distinct()
                .count();
    }

    /** Whatever happened: nobody claimed what it does not hold. */
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
        checkClaims();
        for (SimRuntime runtime : runtimes) {
            runtime.stop();
            assertThat(runtime.session().snapshot().lentBufferBytes())
                    .as("seed %d: bytes of blocks that %s never gave back", simulation.seed(), runtime)
                    .isZero();
            assertThat(runtime.process().running())
                    .as("seed %d: threads of %s", simulation.seed(), runtime)
                    .isEmpty();
            assertThat(runtime.transport().connectionCount())
                    .as("seed %d: connections of %s", simulation.seed(), runtime)
                    .isZero();
        }
    }
}
