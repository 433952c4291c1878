package org.torrent.testkit.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/** The transport port on a simulated host. Closing it is what the departure of the provider is. */
public final class SimTransport implements Transport, AutoCloseable {
    private final SimHost host;
    private final Set<SimConnection> connections = new LinkedHashSet<>();
    private final List<Listener> listeners = new ArrayList<>();
    private boolean closed;

    SimTransport(SimHost host) {
        this.host = host;
    }

    /** The host it is on. */
    public SimHost host() {
        return host;
    }

    @Override
    public Listener listen(InetSocketAddress address, Acceptor acceptor) throws IOException {
        if (closed) {
            throw new IOException("can't listen on " + address + ": the transport is closed");
        }
        Listener listener = host.bind(address, new SimHost.Bound(this, acceptor));
        listeners.add(listener);
        return listener;
    }

    @Override
    public void connect(InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        if (closed) {
            host.io().execute(() -> handler.onClosed("the transport is closed"));
        } else {
            new SimDial(this, remote, handler).start(timeoutMillis);
        }
    }

    @Override
    public void close() {
        closed = true;
        listeners.forEach(Listener::close);
        List.copyOf(connections).forEach(connection -> connection.close("the transport was closed"));
    }

    /** How many connections this provider has open. */
    public int connectionCount() {
        return connections.size();
    }

    boolean isClosed() {
        return closed;
    }

    void opened(SimConnection connection) {
        connections.add(connection);
    }

    void gone(SimConnection connection) {
        connections.remove(connection);
    }
}
