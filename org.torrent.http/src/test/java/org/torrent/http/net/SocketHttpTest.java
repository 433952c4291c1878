package org.torrent.http.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.Waiting;
import org.torrent.testkit.ports.http.HttpConformance;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.tcp.TcpTransport;

/** The shipped client keeps the contract, over loopback. */
class SocketHttpTest extends HttpConformance {
    private final TcpTransport transport = new TcpTransport(Settings.DEFAULTS);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Override
    protected HttpClient newClient() {
        return new SocketHttpClient(new Options("testkit", 4), new PlatformThreads(new SystemClock()));
    }

    @Override
    protected void close(HttpClient provider) {
        ((SocketHttpClient) provider).close();
    }

    @Override
    protected Transport serverTransport() {
        return transport;
    }

    @Override
    protected InetSocketAddress serverAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        Waiting.until(what, condition);
    }
}
