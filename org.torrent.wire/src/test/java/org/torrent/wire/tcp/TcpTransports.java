package org.torrent.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;

/** Transports for tests, and the check that nothing of them is left. */
final class TcpTransports {
    /** Small socket buffers, so that back pressure shows early. */
    static final Settings SMALL = new Settings(2, 64 << 10, 64 << 10, 1_000);

    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    TcpTransport start(Settings settings) {
        return new TcpTransport(settings);
    }

    static void stop(TcpTransport transport) {
        transport.close();
        assertThat(transport.connectionCount()).as("connections left").isZero();
    }

    /** Every thread of a transport since this was made is gone. */
    void checkThreads() {
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread) && thread.isAlive())
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("Wire") || name.startsWith("Dialer") || name.contains("wire"))
                        .collect(Collectors.toSet()))
                .as("threads left")
                .isEmpty();
    }
}
