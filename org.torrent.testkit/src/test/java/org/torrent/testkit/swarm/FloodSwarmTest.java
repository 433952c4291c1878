package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Floods of connections at a seed: who connects honestly is served as if there were none. */
class FloodSwarmTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    static LongStream seeds() {
        return Seeds.all();
    }

    private static TestTorrent torrent(long seed) {
        return TestTorrent.singleFile(seed, 1_500_001, 64 * 1024);
    }

    /** Connects, says all but the end of a handshake, or nothing, and connects again a second after it was closed. */
    private record Silent(SimHost from, SimRuntime to, EventLoop clock, byte[] said) implements ConnectionHandler {
        void connect() {
            if (to.isRunning()) {
                from.transport().connect(to.endpoint(), 10_000, this);
            }
        }

        @Override
        public void onOpen(Connection connection) {
            connection.write(ByteBuffer.wrap(said.clone()));
        }

        @Override
        public void onReceived(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public void onWritten(long bytes) {}

        @Override
        public void onClosed(String reason) {
            clock.schedule(this::connect, 1_000_000_000L);
        }
    }

    /** 0 to 67 of the 68 bytes. */
    private static byte[] part(int bytes) {
        byte[] whole = ScriptedPeer.handshake(torrent(1).infoHash(), "flood").encode();
        return Arrays.copyOf(whole, bytes % whole.length);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenOneHostFloodsTheSeed_shouldCompleteAndLetTheFloodHoldHalf(long seed) throws IOException {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = swarm.seeder();
        seeder.add(swarm.torrent);
        SimHost flooder = swarm.host();
        EventLoop clock = swarm.simulation.newLoop("flood");
        for (int i = 0; i < 600; i++) {
            new Silent(flooder, seeder, clock, part(i)).connect();
        }
        swarm.simulation.runFor(Duration.ofSeconds(3));
        assertThat(seeder.session().connections().handshakes()).isEqualTo(128);
        swarm.awaitComplete(LIMIT, List.of(swarm.leecher().add(swarm.torrent)));
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenManyHostsFloodTheSeed_shouldCompleteAndBoundWhatTheyHold(long seed) throws IOException {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = swarm.seeder();
        seeder.add(swarm.torrent);
        EventLoop clock = swarm.simulation.newLoop("flood");
        for (int i = 0; i < 300; i++) {
            SimHost flooder = swarm.host();
            new Silent(flooder, seeder, clock, part(i)).connect();
            new Silent(flooder, seeder, clock, part(i)).connect();
        }
        swarm.simulation.runFor(Duration.ofSeconds(3));
        assertThat(seeder.session().connections().handshakes()).isBetween(250, 256);
        swarm.awaitComplete(LIMIT, List.of(swarm.leecher().add(swarm.torrent)));
        assertThat(seeder.session().connections().evicted()).isPositive();
        swarm.stop();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenItSharesTheAddressOfAFlood_shouldCompleteAllTheSame(long seed) throws IOException {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = swarm.seeder();
        seeder.add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        EventLoop clock = swarm.simulation.newLoop("flood");
        for (int i = 0; i < 600; i++) {
            new Silent(leecher.host(), seeder, clock, part(i)).connect();
        }
        swarm.simulation.runFor(Duration.ofSeconds(3));
        swarm.awaitComplete(LIMIT, List.of(leecher.add(swarm.torrent)));
        swarm.stop();
    }

    /** A handshake, and a message that is too long. */
    private static byte[] breach(TestTorrent torrent) {
        byte[] handshake = ScriptedPeer.handshake(torrent.infoHash(), "flood").encode();
        byte[] said = Arrays.copyOf(handshake, handshake.length + 4);
        Arrays.fill(said, handshake.length, said.length, (byte) 0x7f);
        return said;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void download_whenItSharesTheAddressOfThoseWhoBreakTheProtocol_shouldCompleteWhileTheseAreSlowedDown(long seed)
            throws IOException {
        Swarm swarm = new Swarm(seed, torrent(seed));
        SimRuntime seeder = swarm.seeder();
        seeder.add(swarm.torrent);
        SimRuntime leecher = swarm.leecher();
        EventLoop clock = swarm.simulation.newLoop("flood");
        for (int i = 0; i < 20; i++) {
            new Silent(leecher.host(), seeder, clock, breach(swarm.torrent)).connect();
        }
        swarm.simulation.runFor(Duration.ofSeconds(3));
        long before = seeder.session().connections().refused();
        swarm.simulation.runFor(Duration.ofSeconds(10));
        assertThat(seeder.session().connections().refused() - before).isBetween(150L, 200L);
        swarm.awaitComplete(LIMIT, List.of(leecher.add(swarm.torrent)));
        swarm.stop();
    }
}
