package org.torrent.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.torrent.spi.transport.Transport;

/** Transports for tests, and the check that nothing of them is left. */
final class TcpTransports {
    /** Small socket buffers, so that back pressure shows early. */
    static final Settings SMALL = new Settings(2, 64 << 10, 64 << 10, 1_000, 500);

    private static final Set<Thread> BEFORE = ConcurrentHashMap.newKeySet();

    private TcpTransports() {}

    static TcpTransport start() {
        BEFORE.clear();
        BEFORE.addAll(Thread.getAllStackTraces().keySet());
        return new TcpTransport(SMALL);
    }

    static void stop(Transport transport) {
        TcpTransport tcp = (TcpTransport) transport;
        tcp.close();
        assertThat(tcp.connectionCount()).as("connections left").isZero();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !BEFORE.contains(thread) && thread.isAlive())
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("Wire") || name.startsWith("Dialer") || name.contains("wire"))
                        .collect(Collectors.toSet()))
                .as("threads left")
                .isEmpty();
    }
}
