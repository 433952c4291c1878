package org.torrent.testkit.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.transport.TransportConformance;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.tcp.TcpTransport;

/** The shipped transport keeps the same contract as the simulated one, over loopback. */
class TcpTransportTest extends TransportConformance {
    @Override
    protected Transport newTransport() {
        return new TcpTransport(Settings.DEFAULTS);
    }

    @Override
    protected void close(Transport transport) {
        ((TcpTransport) transport).close();
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
