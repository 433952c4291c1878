package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.spi.peers.AddressFilter;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Nobody who is blocked is dialled, let in or kept; who is not any more is found again. */
class FilterSwarmTest {
    private final TestTorrent torrent = TestTorrent.singleFile(7, 1_500_001, 64 * 1024);
    private final Swarm swarm = new Swarm(7, torrent);
    private final Blocking filter = new Blocking();

    /** Blocks what it is told to. */
    private static final class Blocking implements AddressFilter {
        final Set<InetAddress> blocked = new HashSet<>();
        final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        boolean fails;

        @Override
        public boolean isBlocked(InetAddress address) {
            if (fails) {
                throw new IllegalStateException("planned");
            }
            return blocked.contains(address);
        }

        @Override
        public AutoCloseable onChange(Runnable listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        void block(SimHost host) {
            blocked.add(host.endpoint(1).getAddress());
            listeners.forEach(Runnable::run);
        }
    }

    @Test
    void block_whenTheTrackerNamesIt_shouldNotDialIt_untilItIsBlockedNoMore() throws IOException {
        SimRuntime leecher = swarm.leecher();
        SimHost seed = swarm.scripted(() -> new SeedPeer(torrent, "seed"));
        leecher.session().addFilter(filter);
        filter.block(seed);
        TorrentHandle handle = leecher.add(torrent);
        swarm.simulation.runFor(Duration.ofMinutes(5));
        assertThat(leecher.alerts("peer_connect")).isEmpty();
        assertThat(handle.snapshot().knownPeers()).isZero();
        leecher.session().removeFilter(filter);
        swarm.awaitComplete(Duration.ofHours(2), handle);
        assertThat(filter.listeners).isEmpty();
        swarm.stop();
    }

    @Test
    void block_whenItIsConnected_shouldBeClosedAndNotComeBack() throws IOException {
        SimRuntime leecher = swarm.leecher();
        leecher.session().addFilter(filter);
        leecher.add(torrent);
        SimHost host = swarm.host();
        ScriptedPeer peer = new SeedPeer(torrent, "idle").choking();
        peer.dial(host.transport(), leecher.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(peer.isOpen()).isTrue();
        filter.block(host);
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(peer.isOpen()).isFalse();
        ScriptedPeer again = new SeedPeer(torrent, "again").choking();
        again.dial(host.transport(), leecher.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(2));
        assertThat(again.isOpen()).isFalse();
        assertThat(leecher.alerts("peer_connect")).hasSize(1);
        swarm.stop();
    }

    @Test
    void connect_whenTheUserNamesIt_shouldSayThatItIsBlocked() {
        SimRuntime leecher = swarm.leecher();
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        leecher.session().addFilter(filter);
        filter.block(seeder.host());
        leecher.add(torrent).connect(List.of(seeder.endpoint()));
        swarm.simulation.runFor(Duration.ofSeconds(5));
        assertThat(leecher.alerts("peer_error"))
                .anyMatch(alert -> alert.message().contains("blocked by an IP filter"));
        assertThat(leecher.alerts("peer_connect")).isEmpty();
        swarm.stop();
    }

    @Test
    void block_whenTheFilterFails_shouldTalkToNobody() {
        SimRuntime leecher = swarm.leecher();
        SimRuntime seeder = swarm.seeder();
        seeder.add(torrent);
        filter.fails = true;
        leecher.session().addFilter(filter);
        TorrentHandle handle = leecher.add(torrent);
        swarm.simulation.runFor(Duration.ofMinutes(1));
        assertThat(leecher.alerts("peer_connect")).isEmpty();
        filter.fails = false;
        swarm.awaitComplete(Duration.ofHours(2), handle);
        swarm.stop();
    }
}
