package org.torrent.wire.tcp;

import org.torrent.spi.transport.Transport;
import org.torrent.wire.conformance.TransportEndsConformance;

class TcpEndsConformanceTest extends TransportEndsConformance {
    @Override
    protected Transport start() {
        return TcpTransports.start();
    }

    @Override
    protected void stop(Transport transport) {
        TcpTransports.stop(transport);
    }
}
