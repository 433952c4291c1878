package org.torrent.testkit.ports.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.torrent.spi.runtime.EventLoop;

/** What a host's connections and sockets share: its address, its line, its I/O thread, its place in the network. */
final class SimMachine {
    private final SimPaths paths;
    private final InetAddress address;
    private final EventLoop io;
    private final SimLink up;
    private final SimLink down;
    private boolean filtered;

    SimMachine(SimPaths paths, InetAddress address) {
        this.paths = paths;
        this.address = address;
        this.io = paths.simulation().newLoop("io-" + address.getHostAddress());
        this.up = new SimLink(paths.simulation());
        this.down = new SimLink(paths.simulation());
    }

    SimPaths paths() {
        return paths;
    }

    InetAddress address() {
        return address;
    }

    InetSocketAddress endpoint(int port) {
        return new InetSocketAddress(address, port);
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

    void filtered(boolean value) {
        filtered = value;
    }

    boolean isCut(SimMachine to) {
        return paths.isCut(address, to.address);
    }
}
