package org.torrent.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.wire.udp.UdpSettings;
import org.torrent.wire.udp.UdpTransport;

/** Provides UDP as a {@link DatagramTransport} service, with the transport's configuration. Wiring only. */
@Component(service = DatagramTransport.class, configurationPid = "org.torrent.wire")
public final class DatagramComponent implements DatagramTransport {
    private final UdpTransport transport;

    /** Starts nothing yet; a configuration that makes no sense fails here. */
    @Activate
    public DatagramComponent(WireConfig config) {
        transport = new UdpTransport(settings(config));
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
    public DatagramPort open(InetSocketAddress address, int priority, DatagramHandler handler) throws IOException {
        return transport.open(address, priority, handler);
    }

    private static UdpSettings settings(WireConfig config) {
        return new UdpSettings(config.datagram_queue_bytes(), config.datagrams_per_second());
    }
}
