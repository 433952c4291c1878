package org.torrent.dht.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torrent.dht.node.NodeSettings;
import org.torrent.model.HostPort;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.storage.StateStore;
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
    private int sources;

    private DhtSource source(boolean isEnabled, List<HostPort> begins) {
        return source(isEnabled, begins, simulation);
    }

    private DhtSource source(boolean isEnabled, List<HostPort> begins, Clock clock) {
        List<InetSocketAddress> at = listening;
        return new DhtSource(
                simulation,
                clock,
                simulation.randomness("dht" + ++sources),
                simulation.random("secrets" + sources),
                (host, found) -> {
                    resolved.add(host);
                    found.accept(List.of(network.host("20.0.0.9").address()));
                },
                () -> at,
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
    void loop_whenItIsOff_shouldHardlyTurn() {
        AtomicInteger looks = new AtomicInteger();
        Clock counting = new Clock() {
            @Override
            public long nowNanos() {
                looks.incrementAndGet();
                return simulation.nowNanos();
            }

            @Override
            public long wallMillis() {
                return simulation.wallMillis();
            }
        };
        DhtSource source = source(false, NAMES, counting);
        simulation.runFor(Duration.ofSeconds(10));
        assertThat(looks.get()).isBetween(9, 12);
        end(source);
    }

    /** Keeps what is saved. */
    private static final class States implements StateStore {
        private final List<SavedTable> saved = new ArrayList<>();
        private final CompletableFuture<Optional<byte[]>> first = new CompletableFuture<>();

        @Override
        public CompletionStage<Optional<byte[]>> load(String name) {
            return first;
        }

        @Override
        public CompletionStage<Void> save(String name, byte[] value) {
            try {
                saved.add(SavedTable.decode(value));
            } catch (SavedTable.Unreadable e) {
                throw new AssertionError(e);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> remove(String name) {
            throw new AssertionError(name);
        }

        @Override
        public CompletionStage<List<String>> names() {
            throw new AssertionError();
        }
    }

    @Test
    void table_whenThereAreNodes_shouldBeSavedSoonAndWhenTheStorageLeaves() {
        DhtSource router = listening("20.0.0.9", true);
        DhtSource source = listening("20.0.0.1", true);
        States states = new States();
        source.states(states);
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(states.saved).as("what is there is not read yet").isEmpty();
        states.first.complete(Optional.empty());
        simulation.runFor(Duration.ofSeconds(10));
        assertThat(states.saved).hasSize(1);
        assertThat(states.saved.get(0).nodes()).isNotEmpty();
        simulation.runFor(Duration.ofMinutes(5));
        assertThat(states.saved).hasSize(2);
        var left = source.leaveStates().toCompletableFuture();
        simulation.runUntil("the storage may leave", Duration.ofSeconds(1), left::isDone);
        assertThat(states.saved).hasSize(3);
        simulation.runFor(Duration.ofMinutes(11));
        assertThat(states.saved).as("it is gone").hasSize(3);
        end(source);
        end(router);
    }

    @Test
    void table_whenTheProcessIsYoung_shouldNotBeSavedYet() {
        DhtSource router = listening("20.0.0.9", true);
        DhtSource source = listening("20.0.0.1", true);
        States states = new States();
        states.first.complete(Optional.empty());
        source.states(states);
        simulation.runFor(Duration.ofSeconds(15));
        assertThat(states.saved).isEmpty();
        simulation.runFor(Duration.ofSeconds(10));
        assertThat(states.saved).hasSize(1);
        end(source);
        end(router);
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
