package org.torrent.testkit.ports.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/** The transport port on a simulated host. Closing it is what the departure of the provider is. */
public final class SimTransport implements Transport, AutoCloseable {
    private final SimCarrier carrier;
    private final SimDirectory directory;
    private final List<Listener> listeners = new ArrayList<>();

    SimTransport(SimCarrier carrier, SimDirectory directory) {
        this.carrier = carrier;
        this.directory = directory;
    }

    /** What it speaks, as {@link Transport#KIND}. */
    public String kind() {
        return carrier.kind();
    }

    /** An address of its host. */
    public InetSocketAddress endpoint(int port) {
        return carrier.machine().endpoint(port);
    }

    @Override
    public Listener listen(InetSocketAddress address, Acceptor acceptor) throws IOException {
        if (carrier.isClosed()) {
            throw new IOException("can't listen on " + address + ": " + SimCarrier.STOPPED);
        }
        SimCarrier.Bound bound = new SimCarrier.Bound(carrier, acceptor);
        int port = directory.streams().bind(carrier.machine().address(), carrier.kind(), address, bound);
        InetSocketAddress listening = new InetSocketAddress(address.getAddress(), port);
        Listener listener = new Listener() {
            @Override
            public InetSocketAddress address() {
                return listening;
            }

            @Override
            public void close() {
                directory.streams().free(carrier.machine().address(), carrier.kind(), port, bound);
            }
        };
        listeners.add(listener);
        return listener;
    }

    @Override
    public void connect(InetAddress local, InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        if (carrier.isClosed()) {
            carrier.machine().io().execute(() -> handler.onClosed(SimCarrier.STOPPED));
        } else if (local != null && !local.equals(carrier.machine().address())) {
            carrier.machine().io().execute(() -> handler.onClosed("can't dial from " + local.getHostAddress()));
        } else if (remote.isUnresolved()) {
            carrier.machine().io().execute(() -> handler.onClosed("the host name was not resolved"));
        } else {
            new SimDial(carrier, directory, remote, handler).start(timeoutMillis);
        }
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
        carrier.close(SimCarrier.STOPPED);
    }

    /** How many connections this provider has open. */
    public int connectionCount() {
        return carrier.count();
    }
}
