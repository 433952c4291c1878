package org.torrent.testkit.ports.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.testkit.ports.datagram.DatagramConformance;
import org.torrent.testkit.ports.datagram.DatagramRecorder;
import org.torrent.testkit.ports.sim.Simulation;

/** The simulated datagrams keep the contract of the port, and do what their paths say. */
class SimDatagramsTest extends DatagramConformance {
    private final Simulation simulation = new Simulation(42);
    private final SimNetwork network = new SimNetwork(simulation);
    private int hosts;

    @Override
    protected DatagramTransport newTransport(int queueBytes, int datagramsPerSecond) {
        return network.host("10.0.0." + ++hosts).datagrams(queueBytes, datagramsPerSecond);
    }

    @Override
    protected DatagramTransport besides(DatagramTransport transport) {
        String address = address(transport, 1).getAddress().getHostAddress();
        return network.host(address).datagrams();
    }

    @Override
    protected void close(DatagramTransport transport) {
        ((SimDatagrams) transport).close();
    }

    @Override
    protected InetSocketAddress address(DatagramTransport transport, int port) {
        return ((SimDatagrams) transport).endpoint(port);
    }

    @Override
    protected InetSocketAddress otherFamily() {
        return new InetSocketAddress("2001:db8::1", 1);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        simulation.runUntil(what, Duration.ofMinutes(1), condition);
    }

    private final SimHost a = network.host("10.1.0.1");
    private final SimHost b = network.host("10.1.0.2");
    private final DatagramRecorder there = new DatagramRecorder("");

    private DatagramPort opened(SimHost host, DatagramRecorder recorder) throws IOException {
        return host.datagrams().open(host.endpoint(6881), 0, recorder);
    }

    private List<String> sendHundred(Path path) throws IOException {
        network.defaultPath(path);
        DatagramPort to = opened(b, there);
        DatagramPort from = opened(a, new DatagramRecorder(""));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add("no " + i);
            from.send(to.address(), ByteBuffer.wrap(sent.get(i).getBytes()));
        }
        simulation.runFor(Duration.ofSeconds(10));
        return sent;
    }

    @Test
    void path_whenItOnlyTakesTime_shouldKeepTheOrder() throws IOException {
        List<String> sent = sendHundred(Path.of(Duration.ofMillis(10)));
        assertThat(there.received()).isEqualTo(sent);
    }

    @Test
    void path_whenThereIsJitter_shouldReorder() throws IOException {
        List<String> sent = sendHundred(Path.of(Duration.ofMillis(10)).withJitter(Duration.ofMillis(50)));
        assertThat(there.received()).isNotEqualTo(sent).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void path_whenThereIsLoss_shouldLoseSome() throws IOException {
        List<String> sent = sendHundred(Path.of(Duration.ofMillis(10)).withLoss(0.3));
        assertThat(there.received()).hasSizeBetween(50, 90).isSubsetOf(sent);
    }

    @Test
    void path_whenThereAreDuplicates_shouldDeliverSomeTwice() throws IOException {
        List<String> sent = sendHundred(Path.of(Duration.ofMillis(10)).withDuplicates(0.2));
        assertThat(there.received()).hasSizeBetween(105, 140).containsAll(sent);
    }

    @Test
    void network_whenCut_shouldDropInSilence() throws IOException {
        network.cut(a, b);
        sendHundred(Path.of(Duration.ofMillis(10)));
        assertThat(there.received()).isEmpty();
    }

    @Test
    void bandwidth_whenTheLineIsSlow_shouldRefuseWhatDoesNotFitTheQueue() throws IOException {
        a.bandwidth(1_000, 0);
        DatagramPort from = a.datagrams(2_000, 10).open(a.endpoint(1), 0, new DatagramRecorder(""));
        for (int i = 0; i < 5; i++) {
            assertThat(from.send(b.endpoint(1), ByteBuffer.allocate(1_000))).isEqualTo(i < 2);
        }
        simulation.runFor(Duration.ofSeconds(3));
        assertThat(from.counts().sent()).isEqualTo(2);
        assertThat(from.send(b.endpoint(1), ByteBuffer.allocate(1_000))).isTrue();
    }

    @Test
    void filtered_whenItSpokeFirst_shouldHearTheAnswerOnly() throws IOException {
        b.filtered(true);
        DatagramPort inside = opened(b, there);
        DatagramPort outside = opened(a, new DatagramRecorder(""));
        outside.send(inside.address(), ByteBuffer.wrap("unasked".getBytes()));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(there.received()).isEmpty();
        inside.send(outside.address(), ByteBuffer.wrap("question".getBytes()));
        outside.send(inside.address(), ByteBuffer.wrap("answer".getBytes()));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(there.received()).containsExactly("answer");
    }

    @Test
    void send_whenNobodyHasThePortOfAMachineThatIsThere_shouldBeToldAfterARoundTrip() throws IOException {
        network.defaultPath(Path.of(Duration.ofMillis(10)));
        DatagramRecorder here = new DatagramRecorder("");
        opened(a, here).send(b.endpoint(1), ByteBuffer.wrap("anybody?".getBytes()));
        simulation.runFor(Duration.ofMillis(19));
        assertThat(here.failures()).isEmpty();
        simulation.runFor(Duration.ofMillis(3));
        assertThat(here.failures()).hasSize(1).first().asString().contains("refused");
    }
}
