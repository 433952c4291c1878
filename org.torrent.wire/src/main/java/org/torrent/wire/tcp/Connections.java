package org.torrent.wire.tcp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.torrent.spi.transport.Connection;
import org.torrent.wire.reason.Reasons;

/** Who is connected: counts against the limits, and finds everyone on stop. Thread-safe; its lock is itself. */
final class Connections {
    private int maxConnections;

    /** Places taken: open connections, dials, and accepted sockets on their way. */
    private int taken;

    private boolean stopped;
    private final Set<Connection> open = new LinkedHashSet<>();

    Connections(Settings settings) {
        limit(settings);
    }

    synchronized void limit(Settings settings) {
        maxConnections = Descriptors.cap(settings.maxConnections());
    }

    /** Takes a place; null, or why there is none. */
    synchronized String enter() {
        if (stopped) {
            return Reasons.STOPPED;
        }
        if (taken >= maxConnections) {
            return "too many connections: the limit is " + maxConnections;
        }
        taken++;
        return null;
    }

    /** Gives back the place of something that never opened. */
    synchronized void leave() {
        taken--;
    }

    /** A place became an open connection. Once stopped it is closed at once. */
    void opened(Connection connection) {
        boolean late;
        synchronized (this) {
            late = stopped;
            open.add(connection);
        }
        if (late) {
            connection.close(Reasons.STOPPED);
        }
    }

    synchronized void closed(Connection connection) {
        if (open.remove(connection)) {
            taken--;
        }
    }

    /** No more enter, and who is there closes. */
    void stop() {
        List<Connection> all;
        synchronized (this) {
            stopped = true;
            all = new ArrayList<>(open);
        }
        all.forEach(connection -> connection.close(Reasons.STOPPED));
    }

    synchronized int count() {
        return taken;
    }
}
