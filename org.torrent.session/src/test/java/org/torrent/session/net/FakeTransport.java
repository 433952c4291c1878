package org.torrent.session.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/** Remembers what it was asked. */
final class FakeTransport implements Transport {
    final List<InetSocketAddress> listening = new ArrayList<>();
    final Set<Integer> taken = new HashSet<>();
    final List<ConnectionHandler> dials = new ArrayList<>();
    final List<String> locals = new ArrayList<>();
    private final int freePort;

    FakeTransport(int freePort) {
        this.freePort = freePort;
    }

    @Override
    public Listener listen(InetSocketAddress address, Acceptor acceptor) throws IOException {
        if (taken.contains(address.getPort())) {
            throw new IOException("port " + address.getPort() + " is taken");
        }
        InetSocketAddress bound =
                new InetSocketAddress(address.getAddress(), address.getPort() == 0 ? freePort : address.getPort());
        listening.add(bound);
        return new Listener() {
            @Override
            public InetSocketAddress address() {
                return bound;
            }

            @Override
            public void close() {
                listening.remove(bound);
            }
        };
    }

    @Override
    public void connect(InetAddress local, InetSocketAddress remote, long timeoutMillis, ConnectionHandler handler) {
        dials.add(handler);
        locals.add(String.valueOf(local));
    }
}
