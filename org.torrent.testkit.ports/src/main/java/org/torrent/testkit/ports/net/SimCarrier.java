package org.torrent.testkit.ports.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Connection;

/** What the connections of one provider share: its machine, its kind, how its bytes travel, and its end. */
final class SimCarrier {
    /** Who answers on a port. */
    record Bound(SimCarrier carrier, Acceptor acceptor) {}

    static final String STOPPED = "the transport stopped";

    private final SimMachine machine;
    private final String kind;
    private final Path path; // null: the network's
    private final Set<Connection> open = new LinkedHashSet<>();
    private boolean closed;

    SimCarrier(SimMachine machine, String kind, Path path) {
        this.machine = machine;
        this.kind = kind;
        this.path = path;
    }

    SimMachine machine() {
        return machine;
    }

    String kind() {
        return kind;
    }

    /** How bytes of this provider travel to a machine. */
    Path pathTo(SimMachine to) {
        return path != null ? path : machine.paths().path(machine.address(), to.address());
    }

    /** One way's delay for something small, in nanoseconds. */
    long delayNanos(SimMachine to) {
        return machine.paths().delayNanos(pathTo(to));
    }

    boolean isClosed() {
        return closed;
    }

    int count() {
        return open.size();
    }

    void opened(Connection connection) {
        open.add(connection);
    }

    void gone(Connection connection) {
        open.remove(connection);
    }

    void close(String reason) {
        closed = true;
        List.copyOf(open).forEach(connection -> connection.close(reason));
    }
}
