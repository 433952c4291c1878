package org.torrent.testkit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Listener;

/** A machine: an address, ports, an up and a down link that its connections share, and an I/O thread. */
public final class SimHost {
    /** Who answers on a port. */
    record Bound(SimTransport transport, Acceptor acceptor) {}

    private static final int FIRST_EPHEMERAL_PORT = 49_152;

    private final SimNetwork network;
    private final InetAddress address;
    private final EventLoop io;
    private final Map<Integer, Bound> listeners = new TreeMap<>();
    private final SimLink up;
    private final SimLink down;
    private int nextPort = FIRST_EPHEMERAL_PORT;
    private boolean filtered;

    SimHost(SimNetwork network, InetAddress address) {
        this.network = network;
        this.address = address;
        this.io = network.simulation().newLoop("io-" + address.getHostAddress());
        this.up = new SimLink(network.simulation());
        this.down = new SimLink(network.simulation());
    }

    /** Its address. */
    public InetAddress address() {
        return address;
    }

    /** An endpoint on it. */
    public InetSocketAddress endpoint(int port) {
        return new InetSocketAddress(address, port);
    }

    /** Limits both directions, in bytes per second; 0 is unlimited, as it is at first. */
    public SimHost bandwidth(long upBytesPerSecond, long downBytesPerSecond) {
        up.bytesPerSecond(upBytesPerSecond);
        down.bytesPerSecond(downBytesPerSecond);
        return this;
    }

    /** Whether dials to it go unanswered, as behind a firewall, instead of being refused where nobody listens. */
    public SimHost filtered(boolean value) {
        filtered = value;
        return this;
    }

    /** A new transport provider on this host. */
    public SimTransport transport() {
        return new SimTransport(this);
    }

    /** Payload bytes this host sent so far. */
    public long sentBytes() {
        return up.bytes();
    }

    /** Payload bytes this host received so far. */
    public long receivedBytes() {
        return down.bytes();
    }

    /** The network it is in. */
    public SimNetwork network() {
        return network;
    }

    EventLoop io() {
        return io;
    }

    SimLink up() {
        return up;
    }

    SimLink down() {
        return down;
    }

    boolean isFiltered() {
        return filtered;
    }

    int newPort() {
        while (listeners.containsKey(nextPort)) {
            nextPort++;
        }
        return nextPort++;
    }

    Bound bound(int port) {
        return listeners.get(port);
    }

    Listener bind(InetSocketAddress wanted, Bound bound) throws IOException {
        InetAddress ip = wanted.getAddress();
        if (!ip.isAnyLocalAddress() && !ip.equals(address)) {
            throw new IOException("can't listen on " + wanted + ": not an address of this host");
        }
        int port = wanted.getPort() == 0 ? newPort() : wanted.getPort();
        if (listeners.putIfAbsent(port, bound) != null) {
            throw new IOException("can't listen on " + wanted + ": the port is in use");
        }
        return new Listener() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(ip, port);
            }

            @Override
            public void close() {
                listeners.remove(port, bound);
            }
        };
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
