package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Whoever is banned is gone at once, with every connection it has. */
class BanSwarmTest {
    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ban_whenTheAddressHasOtherConnections_shouldCloseThemToo(long seed) throws IOException {
        TestTorrent torrent = TestTorrent.singleFile(seed, 1_500_001, 64 * 1024);
        Swarm swarm = new Swarm(seed, torrent);
        SimRuntime leecher = swarm.leecher();
        leecher.add(torrent);
        SimHost liar = swarm.host();
        List<ScriptedPeer> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ScriptedPeer idle = new SeedPeer(torrent, "idle" + i).choking();
            idle.dial(liar.transport(), leecher.endpoint());
            others.add(idle);
        }
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(others).allMatch(ScriptedPeer::isOpen);
        new SeedPeer(torrent, "liar").corrupting(block -> true).dial(liar.transport(), leecher.endpoint());
        swarm.simulation.runUntil("the liar is banned", Duration.ofMinutes(1), () -> !leecher.alerts("peer_ban")
                .isEmpty());
        swarm.simulation.runFor(Duration.ofMillis(100));
        assertThat(others).as("seed %d", seed).noneMatch(ScriptedPeer::isOpen);
        swarm.stop();
    }
}
