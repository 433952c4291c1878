package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.session.net.TransportEntry;
import org.torrent.testkit.ports.net.Path;
import org.torrent.testkit.ports.net.SimTransport;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Sessions with two transports at once: TCP, and one of another kind that is slower, less steady, and loses more. */
class TwoTransportsSwarmTest {
    private static final Path OTHER =
            Path.of(Duration.ofMillis(60)).withJitter(Duration.ofMillis(30)).withLoss(0.02);

    static LongStream seeds() {
        return Seeds.all();
    }

    private static SimTransport addOther(SimRuntime runtime) {
        SimTransport other = runtime.host().transport("utp", OTHER);
        runtime.session().addTransport(new TransportEntry(other, other.kind(), 0));
        return other;
    }

    private static void remove(SimRuntime runtime, SimTransport transport) {
        runtime.session().removeTransport(transport);
        transport.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dial_whenPeersAreReachableByOneKindOnly_shouldReachEachAndOutliveEitherTransport(long seed) {
        Swarm swarm = new Swarm(seed, TestTorrent.singleFile(seed, 8_000_000, 64 * 1024));
        SimRuntime byTcp = swarm.seeder();
        SimRuntime byOther = swarm.seeder();
        SimTransport otherOfSeeder = addOther(byOther);
        remove(byOther, byOther.transport());
        SimRuntime both = swarm.leecher();
        SimTransport other = addOther(both);
        byTcp.add(swarm.torrent);
        byOther.add(swarm.torrent);

        TorrentHandle download = both.add(swarm.torrent, byTcp.endpoint(), byOther.endpoint());
        swarm.simulation.runUntil(
                "a connection by each transport",
                Duration.ofMinutes(1),
                () -> both.transport().connectionCount() == 1 && other.connectionCount() == 1);
        swarm.simulation.runUntil(
                "pieces from both",
                Duration.ofMinutes(1),
                () -> both.alerts("piece_finished").size() > 10
                        && byOther.host().sentBytes() > 100_000);

        remove(both, other);
        swarm.simulation.runUntil(
                "its connection is gone",
                Duration.ofMinutes(1),
                () -> other.connectionCount() == 0 && otherOfSeeder.connectionCount() == 0);
        assertThat(both.transport().connectionCount()).isEqualTo(1);
        assertThat(both.session().listenAddress()).contains(both.endpoint());
        int before = both.alerts("piece_finished").size();
        swarm.simulation.runUntil(
                "the other transport goes on",
                Duration.ofMinutes(1),
                () -> both.alerts("piece_finished").size() > before);

        SimTransport anew = addOther(both);
        swarm.simulation.runUntil(
                "the peer is dialled again", Duration.ofMinutes(5), () -> anew.connectionCount() == 1);
        swarm.awaitComplete(Duration.ofMinutes(10), List.of(download));
        swarm.stop();
    }
}
