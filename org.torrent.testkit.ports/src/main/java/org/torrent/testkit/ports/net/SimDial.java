package org.torrent.testkit.ports.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/** One attempt to connect: there and back over the network, or a refusal, or silence until the time is up. */
final class SimDial {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SimCarrier carrier;
    private final SimDirectory directory;
    private final SimMachine from;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final ConnectionHandler handler;
    private EventLoop.Timer timeout;
    private SimConnection connection;
    private boolean settled;

    SimDial(SimCarrier carrier, SimDirectory directory, InetSocketAddress remote, ConnectionHandler handler) {
        this.carrier = carrier;
        this.directory = directory;
        this.from = carrier.machine();
        this.local = from.endpoint(directory.streams().free(from.address(), carrier.kind()));
        this.remote = remote;
        this.handler = handler;
    }

    void start(long timeoutMillis) {
        timeout = from.io().schedule(() -> timedOut(timeoutMillis), TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        from.io().execute(this::knock);
    }

    private void knock() {
        if (settled || connection != null) {
            return;
        }
        SimMachine to = directory.machine(remote.getAddress());
        if (to == null || to.isFiltered() || from.isCut(to)) {
            from.io().schedule(this::knock, RETRY_NANOS);
        } else {
            to.io().schedule(() -> arrive(to), carrier.delayNanos(to));
        }
    }

    private void arrive(SimMachine to) {
        if (settled) {
            return;
        }
        SimCarrier.Bound bound = directory.streams().find(remote, carrier.kind());
        long back = bound == null
                ? to.paths().delayNanos(to.paths().path(to.address(), from.address()))
                : bound.carrier().delayNanos(from);
        if (bound == null) {
            from.io().schedule(() -> fail("connection refused"), back);
            return;
        }
        SimConnection target = new SimConnection(bound.carrier(), remote, local, handler(bound));
        connection = new SimConnection(carrier, local, remote, handler);
        SimConnection.join(connection, target);
        target.open();
        from.io().schedule(this::open, back);
    }

    /** An acceptor that throws refuses, like one that answers null. */
    private ConnectionHandler handler(SimCarrier.Bound bound) {
        ConnectionHandler theirs = null;
        try {
            theirs = bound.acceptor().accept(local);
        } catch (RuntimeException failure) {
            // The transport's, not the acceptor's, business goes on.
        }
        return theirs != null ? theirs : new Refusal();
    }

    private void open() {
        if (!settled) {
            settle();
            connection.open();
        }
    }

    private void timedOut(long timeoutMillis) {
        fail("no answer from " + remote + " within " + timeoutMillis + " ms");
    }

    private void fail(String reason) {
        if (settled) {
            return;
        }
        settle();
        if (connection != null) {
            connection.abandon(reason);
        } else {
            handler.onClosed(reason);
        }
    }

    private void settle() {
        settled = true;
        timeout.cancel();
    }

    /** Our side of a connection nobody here wants. */
    private static final class Refusal implements ConnectionHandler {
        @Override
        public void onOpen(Connection connection) {
            connection.close("not accepted");
        }

        @Override
        public void onReceived(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public void onWritten(long bytes) {}

        @Override
        public void onClosed(String reason) {}
    }
}
