package org.torrent.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;
import org.torrent.wire.tcp.Settings;
import org.torrent.wire.tcp.TcpTransport;

/** Provides TCP as a {@link Transport} service. Wiring only. */
@Component(
        service = Transport.class,
        immediate = true,
        configurationPid = "org.torrent.wire",
        property = Transport.KIND + "=tcp")
@Designate(ocd = WireConfig.class)
public final class TransportComponent implements Transport {
    private final TcpTransport transport;

    /** Starts the transport; a configuration that makes no sense fails here. */
    @Activate
    public TransportComponent(WireConfig config) {
        transport = new TcpTransport(settings(config));
    }

    @Modified
    void modified(WireConfig config) {
        transport.reconfigure(settings(config));
    }

    @Deactivate
    void deactivate() {
        transport.close();
    }

    @Override
    public Listener listen(InetSocketAddress address, Acceptor acceptor) throws IOException {
        return transport.listen(address, acceptor);
    }

    @Override
    public void connect(InetAddress local, InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        transport.connect(local, remote, timeoutMillis, handler);
    }

    private static Settings settings(WireConfig config) {
        return new Settings(
                config.processors(),
                config.socket_buffer_bytes(),
                config.read_buffer_bytes(),
                config.max_connections());
    }
}
