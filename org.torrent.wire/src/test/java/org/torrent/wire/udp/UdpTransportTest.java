package org.torrent.wire.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.datagram.DatagramConformance;
import org.torrent.testkit.ports.datagram.DatagramRecorder;

/** The shipped datagrams keep the contract of the port, over loopback of both families. */
@Timeout(120)
class UdpTransportTest extends DatagramConformance {
    @Override
    protected DatagramTransport newTransport(int queueBytes, int datagramsPerSecond) {
        return new UdpTransport(new UdpSettings(queueBytes, datagramsPerSecond));
    }

    @Override
    protected DatagramTransport besides(DatagramTransport transport) {
        return new UdpTransport(UdpSettings.DEFAULTS);
    }

    @Override
    protected void close(DatagramTransport transport) {
        ((UdpTransport) transport).close();
    }

    @Override
    protected InetSocketAddress address(DatagramTransport transport, int port) {
        return at("127.0.0.1", port);
    }

    @Override
    protected InetSocketAddress otherFamily() {
        return at("2001:db8::1", 9);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        Waiting.until(what, condition);
    }

    private static InetSocketAddress at(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (IOException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private void exchange(String openOn, String sendTo) throws IOException {
        DatagramRecorder there = new DatagramRecorder("");
        DatagramRecorder here = new DatagramRecorder("");
        try (UdpTransport transport = new UdpTransport(UdpSettings.DEFAULTS);
                DatagramPort b = transport.open(at(openOn, 0), 0, there);
                DatagramPort a = transport.open(at(sendTo, 0), 0, here)) {
            a.send(at(sendTo, b.address().getPort()), ByteBuffer.wrap("ping".getBytes()));
            await(
                    "ping from " + sendTo + " to " + openOn,
                    () -> there.received().size() == 1);
            assertThat(there.remotes()).containsExactly(a.address());
            b.send(there.remotes().get(0), ByteBuffer.wrap("pong".getBytes()));
            await("pong", () -> here.received().size() == 1);
            assertThat(here.remotes()).containsExactly(at(sendTo, b.address().getPort()));
        }
        assertThat(there.isClosed() && here.isClosed()).isTrue();
    }

    @Test
    void exchange_whenOnIpv4() throws IOException {
        exchange("127.0.0.1", "127.0.0.1");
        exchange("0.0.0.0", "127.0.0.1");
    }

    @Test
    void exchange_whenOnIpv6() throws IOException {
        assumeThat(NetworkInterface.getByInetAddress(at("::1", 0).getAddress())).isNotNull();
        exchange("::1", "::1");
        exchange("::", "::1");
        exchange("::", "127.0.0.1");
        exchange("0.0.0.0", "::1");
    }

    @Test
    void receive_whenTooLong_shouldDropAndCount() throws Exception {
        DatagramRecorder there = new DatagramRecorder("");
        try (UdpTransport transport = new UdpTransport(UdpSettings.DEFAULTS);
                DatagramPort port = transport.open(at("127.0.0.1", 0), 0, there);
                DatagramSocket foreign = new DatagramSocket()) {
            foreign.send(new DatagramPacket(new byte[5_000], 5_000, port.address()));
            foreign.send(new DatagramPacket(new byte[5], 5, port.address()));
            await("the short one arrives", () -> there.received().size() == 1);
            assertThat(port.counts().tooLong()).isEqualTo(1);
        }
    }
}
