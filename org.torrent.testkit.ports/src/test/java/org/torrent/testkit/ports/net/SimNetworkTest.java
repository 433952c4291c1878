package org.torrent.testkit.ports.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.transport.RecordingHandler;

/** What the network does to those who use it. */
class SimNetworkTest {
    private static final long DIAL_MILLIS = 10_000;

    private final Simulation simulation = new Simulation(7);
    private final SimNetwork network = new SimNetwork(simulation);
    private final SimHost a = network.host("10.0.0.1");
    private final SimHost b = network.host("10.0.0.2");
    private final RecordingHandler here = new RecordingHandler();
    private final RecordingHandler there = new RecordingHandler();

    @BeforeEach
    void listen() throws IOException {
        network.defaultPath(Path.of(Duration.ofMillis(10)));
        b.transport().listen(b.endpoint(6881), remote -> there);
    }

    private void dial() {
        a.transport().connect(b.endpoint(6881), DIAL_MILLIS, here);
    }

    private void join() {
        dial();
        await("connected", () -> here.isOpened() && there.isOpened());
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        simulation.runUntil(what, Duration.ofMinutes(10), condition);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void latency_whenConnecting_shouldTakeThereAndBack() {
        dial();
        simulation.runFor(Duration.ofMillis(19));
        assertThat(here.isOpened()).isFalse();
        assertThat(there.isOpened()).isTrue();
        simulation.runFor(Duration.ofMillis(3));
        assertThat(here.isOpened()).isTrue();
    }

    @Test
    void bandwidth_whenLimited_shouldTakeItsTime() {
        a.bandwidth(100_000, 0);
        join();
        long start = simulation.nowNanos();
        here.connection().write(ByteBuffer.wrap(random(1_000_000)));
        await("all bytes arrive", () -> there.size() == 1_000_000);
        long millis = (simulation.nowNanos() - start) / 1_000_000;
        assertThat(millis).isBetween(10_000L, 10_100L);
        assertThat(there.bytes()).isEqualTo(random(1_000_000));
    }

    @Test
    void bandwidth_whenTheReceiverIsSlower_shouldTakeItsTime() {
        b.bandwidth(0, 100_000);
        join();
        long start = simulation.nowNanos();
        here.connection().write(ByteBuffer.wrap(random(1_000_000)));
        await("all bytes arrive", () -> there.size() == 1_000_000);
        assertThat((simulation.nowNanos() - start) / 1_000_000).isBetween(10_000L, 10_100L);
        assertThat(there.bytes()).isEqualTo(random(1_000_000));
    }

    @Test
    void loss_whenSegmentsAreLost_shouldDelayButDeliver() {
        network.defaultPath(Path.of(Duration.ofMillis(10)).withLoss(0.3).withJitter(Duration.ofMillis(30)));
        join();
        here.connection().write(ByteBuffer.wrap(random(300_000)));
        await("all bytes arrive", () -> there.size() == 300_000);
        assertThat(there.bytes()).isEqualTo(random(300_000));
    }

    @Test
    void cut_whenDialling_shouldTimeOut() {
        network.cut(a, b);
        dial();
        simulation.runFor(Duration.ofMillis(DIAL_MILLIS - 1));
        assertThat(here.isClosed()).isFalse();
        simulation.runFor(Duration.ofMillis(2));
        assertThat(here.reason()).contains("10.0.0.2:6881").contains("10000 ms");
        assertThat(there.isOpened()).isFalse();
    }

    @Test
    void filtered_whenDialling_shouldTimeOut() {
        b.filtered(true);
        dial();
        await("the dial fails", here::isClosed);
        assertThat(here.reason()).contains("no answer from");
    }

    @Test
    void connect_whenNobodyListens_shouldBeRefusedAfterARoundTrip() {
        a.transport().connect(b.endpoint(6882), DIAL_MILLIS, here);
        await("the dial fails", here::isClosed);
        assertThat(here.reason()).contains("refused");
        assertThat(simulation.elapsed()).isBetween(Duration.ofMillis(20), Duration.ofMillis(23));
    }

    @Test
    void connect_whenTheHostDoesNotExist_shouldTimeOut() {
        a.transport().connect(new java.net.InetSocketAddress("10.9.9.9", 1), DIAL_MILLIS, here);
        await("the dial fails", here::isClosed);
        assertThat(here.reason()).contains("no answer from");
    }

    @Test
    void cut_whenConnected_shouldHoldBytesUntilHealed() {
        join();
        network.cut(a, b);
        here.connection().write(ByteBuffer.wrap(random(500_000)));
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(there.size()).isZero();
        assertThat(here.written()).isLessThan(500_000);
        network.heal(a, b);
        await("all bytes arrive", () -> there.size() == 500_000);
        assertThat(there.bytes()).isEqualTo(random(500_000));
    }

    @Test
    void isolate_whenCalled_shouldCutFromEveryHost() {
        SimHost c = network.host("10.0.0.3");
        network.isolate(b);
        assertThat(network.isCut(a, b) && network.isCut(b, c) && network.isCut(c, b))
                .isTrue();
        assertThat(network.isCut(a, c)).isFalse();
        network.healAll();
        assertThat(network.isCut(a, b)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 67, 68, 69, 5_000, 99_999})
    void resetNext_whenThatManyBytesArrived_shouldEndBothSidesThere(long atByte) {
        network.resetNext(a, b, atByte);
        join();
        here.connection().write(ByteBuffer.wrap(random(100_000)));
        await("both ends hear of it", () -> here.isClosed() && there.isClosed());
        assertThat(there.size()).isLessThanOrEqualTo((int) atByte);
        assertThat(here.reason()).isEqualTo("reset by peer");
        RecordingHandler again = new RecordingHandler();
        a.transport().connect(b.endpoint(6881), DIAL_MILLIS, again);
        await("the one after that stays", again::isOpened);
    }

    @Test
    void resetChance_whenSegmentsTravel_shouldEndTheConnectionSooner() {
        join();
        network.defaultPath(Path.of(Duration.ofMillis(10)).withResets(0.5));
        here.connection().write(ByteBuffer.wrap(random(1_000_000)));
        await("both ends hear of it", () -> here.isClosed() && there.isClosed());
        assertThat(there.size()).isLessThan(1_000_000);
    }

    @Test
    void resetAll_whenCalled_shouldEndTheHostsConnections() {
        join();
        network.resetAll(b);
        await("both ends hear of it", () -> here.isClosed() && there.isClosed());
        assertThat(there.reason()).isEqualTo("reset by peer");
    }

    @Test
    void received_whenTheHandlerKeepsTheBuffer_shouldFindItOverwritten() {
        ByteBuffer[] kept = new ByteBuffer[1];
        a.transport().connect(b.endpoint(6881), DIAL_MILLIS, new RecordingHandler() {
            @Override
            protected void received(ByteBuffer bytes) {
                kept[0] = bytes;
                super.received(bytes);
            }
        });
        await("connected", there::isOpened);
        there.connection().write(ByteBuffer.wrap(random(10)));
        await("bytes came", () -> kept[0] != null);
        assertThat(kept[0].get(0)).isEqualTo((byte) 0xdd);
    }

    @Test
    void listen_whenTheAddressIsAnotherHosts_shouldRefuse() {
        assertThatThrownBy(() -> a.transport().listen(b.endpoint(1), remote -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an address of this host");
    }

    @Test
    void host_whenGivenAName_shouldRefuse() {
        assertThatThrownBy(() -> network.host("example.org")).hasMessageContaining("not a literal address");
        assertThat(network.host("2001:db8::1")).isSameAs(network.host("2001:db8:0::1"));
    }

    @Test
    void bytes_whenCounted_shouldBeTheSameAtBothEnds() {
        join();
        here.connection().write(ByteBuffer.wrap(random(12_345)));
        await("all bytes arrive", () -> there.size() == 12_345);
        assertThat(a.sentBytes()).isEqualTo(12_345);
        assertThat(b.receivedBytes()).isEqualTo(12_345);
    }
}
