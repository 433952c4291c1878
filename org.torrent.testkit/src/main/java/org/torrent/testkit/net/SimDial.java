package org.torrent.testkit.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/** One attempt to connect: there and back over the network, or a refusal, or silence until the time is up. */
final class SimDial {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SimTransport transport;
    private final SimHost from;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final ConnectionHandler handler;
    private EventLoop.Timer timeout;
    private SimConnection connection;
    private boolean settled;

    SimDial(SimTransport transport, InetSocketAddress remote, ConnectionHandler handler) {
        this.transport = transport;
        this.from = transport.host();
        this.local = from.endpoint(from.newPort());
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
        SimHost to = from.network().find(remote.getAddress());
        if (to == null || to.isFiltered() || from.network().isCut(from, to)) {
            from.io().schedule(this::knock, RETRY_NANOS);
        } else {
            to.io().schedule(() -> arrive(to), from.network().delayNanos(from, to));
        }
    }

    private void arrive(SimHost to) {
        if (settled) {
            return;
        }
        SimHost.Bound bound = to.bound(remote.getPort());
        long back = to.network().delayNanos(to, from);
        if (bound == null) {
            from.io().schedule(() -> fail("connecting to " + remote + " was refused"), back);
            return;
        }
        ConnectionHandler theirs = bound.acceptor().accept(local);
        SimConnection target =
                new SimConnection(bound.transport(), remote, local, theirs != null ? theirs : new Refusal());
        connection = new SimConnection(transport, local, remote, handler);
        SimConnection.join(connection, target);
        target.open();
        from.io().schedule(this::open, back);
    }

    private void open() {
        if (!settled) {
            settle();
            connection.open();
        }
    }

    private void timedOut(long timeoutMillis) {
        fail("connecting to " + remote + " took longer than " + timeoutMillis + " ms");
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
