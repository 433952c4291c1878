package org.torrent.wire.tcp;

import org.torrent.spi.transport.Transport;
import org.torrent.wire.conformance.TransportPressureConformance;

class TcpPressureConformanceTest extends TransportPressureConformance {
    @Override
    protected Transport start() {
        return TcpTransports.start();
    }

    @Override
    protected void stop(Transport transport) {
        TcpTransports.stop(transport);
    }
}
