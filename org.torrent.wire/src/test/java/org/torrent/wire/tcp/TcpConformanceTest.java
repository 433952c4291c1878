package org.torrent.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.transport.SocketTransportConformance;

/** TCP keeps the contract of the port, with small buffers, so that back pressure shows early. */
@Timeout(120)
class TcpConformanceTest extends SocketTransportConformance {
    private final TcpTransports transports = new TcpTransports();

    /** What it runs with. */
    Settings settings() {
        return TcpTransports.SMALL;
    }

    @Override
    protected Transport newTransport() {
        return transports.start(settings());
    }

    @Override
    protected void close(Transport transport) {
        ((TcpTransport) transport).close();
        assertThat(((TcpTransport) transport).connectionCount())
                .as("connections left")
                .isZero();
    }

    @Override
    protected void checkNothingIsLeft() {
        transports.checkThreads();
    }

    @Override
    protected InetSocketAddress listenAddress(Transport transport) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        Waiting.until(what, condition);
    }
}
