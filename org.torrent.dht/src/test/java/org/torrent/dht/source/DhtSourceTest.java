package org.torrent.dht.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.dht.node.NodeSettings;
import org.torrent.model.HostPort;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.testkit.ports.net.SimDatagrams;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;

/** The node among sockets, names and a session. */
class DhtSourceTest {
    private static final List<HostPort> NAMES = List.of(new HostPort("router.example", 6881));

    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final List<String> resolved = new ArrayList<>();
    private List<InetSocketAddress> listening = List.of();

    private DhtSource source(boolean isEnabled, List<HostPort> begins) {
        return new DhtSource(
                simulation,
                simulation,
                simulation.randomness("dht"),
                simulation.random("secrets"),
                (host, found) -> {
                    resolved.add(host);
                    found.accept(List.of(network.host("20.0.0.9").address()));
                },
                () -> listening,
                new DhtOptions(isEnabled, begins, new NodeSettings(false, 8_000)));
    }

    private DhtSource listening(String address, boolean isEnabled) {
        SimHost host = network.host(address);
        listening = List.of(host.endpoint(6881));
        DhtSource source = source(isEnabled, NAMES);
        source.transport(host.datagrams());
        simulation.runFor(Duration.ofSeconds(10));
        return source;
    }

    private void end(DhtSource source) {
        var closed = source.close().toCompletableFuture();
        simulation.runUntil("it is closed", Duration.ofSeconds(5), closed::isDone);
        assertThat(source.shutdown(1_000)).isTrue();
    }

    @Test
    void names_whenWeListenOnLoopbackOnly_shouldNotBeLookedUp() {
        DhtSource source = listening("127.0.0.1", true);
        assertThat(source.port()).isEqualTo(6881);
        assertThat(resolved).isEmpty();
        assertThat(source.view().node().orElseThrow().counts().sent()).isZero();
        end(source);
    }

    @Test
    void names_whenWeListenElsewhere_shouldBeLookedUpAndAsked() {
        DhtSource source = listening("20.0.0.1", true);
        assertThat(resolved).contains("router.example");
        assertThat(source.view().node().orElseThrow().counts().asked()).isPositive();
        end(source);
        assertThat(source.port()).isZero();
    }

    @Test
    void node_whenItIsOff_shouldOpenNothing() {
        DhtSource source = listening("20.0.0.1", false);
        assertThat(source.port()).isZero();
        assertThat(source.view().isEnabled()).isFalse();
        assertThat(source.view().addresses()).isEmpty();
        assertThat(resolved).isEmpty();
        end(source);
    }

    @Test
    void sockets_whenSomebodyElseIsThere_shouldTakeOnlyWhatIsOurs() throws Exception {
        SimHost host = network.host("20.0.0.1");
        SimDatagrams datagrams = host.datagrams();
        List<Integer> others = new ArrayList<>();
        datagrams.open(host.endpoint(6881), 5, new DatagramHandler() {
            @Override
            public boolean claims(InetSocketAddress remote, ByteBuffer datagram) {
                return true;
            }

            @Override
            public void onDatagram(InetSocketAddress remote, ByteBuffer datagram) {
                others.add(datagram.remaining());
            }

            @Override
            public void onClosed(String reason) {}
        });
        listening = List.of(host.endpoint(6881));
        DhtSource source = source(true, List.of());
        source.transport(datagrams);
        simulation.runFor(Duration.ofSeconds(5));
        SimHost stranger = network.host("20.0.0.2");
        DatagramPort port = stranger.datagrams().open(stranger.endpoint(1), 0, new Deaf());
        port.send(host.endpoint(6881), ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1}));
        port.send(host.endpoint(6881), ByteBuffer.wrap("d1:t2:aa1:y1:qe".getBytes()));
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(others).containsExactly(5);
        assertThat(source.view().node().orElseThrow().counts().received()).isEqualTo(1);
        end(source);
    }

    private static final class Deaf implements DatagramHandler {
        @Override
        public boolean claims(InetSocketAddress remote, ByteBuffer datagram) {
            return true;
        }

        @Override
        public void onDatagram(InetSocketAddress remote, ByteBuffer datagram) {}

        @Override
        public void onClosed(String reason) {}
    }
}
