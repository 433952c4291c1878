package org.torrent.testkit.ports.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A machine: an address, ports, an up and a down link that its connections share, and an I/O thread. */
public final class SimHost {
    private final SimMachine machine;
    private final SimDirectory directory;

    SimHost(SimMachine machine, SimDirectory directory) {
        this.machine = machine;
        this.directory = directory;
    }

    /** Its address. */
    public InetAddress address() {
        return machine.address();
    }

    /** An endpoint on it. */
    public InetSocketAddress endpoint(int port) {
        return machine.endpoint(port);
    }

    /** Limits both directions, in bytes per second; 0 is unlimited, as it is at first. */
    public SimHost bandwidth(long upBytesPerSecond, long downBytesPerSecond) {
        machine.up().bytesPerSecond(upBytesPerSecond);
        machine.down().bytesPerSecond(downBytesPerSecond);
        return this;
    }

    /** Whether dials to it go unanswered, as behind a firewall, instead of being refused where nobody listens. */
    public SimHost filtered(boolean value) {
        machine.filtered(value);
        return this;
    }

    /** A new provider of TCP on this host. */
    public SimTransport transport() {
        return new SimTransport(new SimCarrier(machine, "tcp", null), directory);
    }

    /**
     * A new provider of another kind, which reaches only its like.
     *
     * @param path how what it sends travels, whatever paths the network has
     */
    public SimTransport transport(String kind, Path path) {
        return new SimTransport(new SimCarrier(machine, kind, path), directory);
    }

    /** A new provider of datagrams on this host. */
    public SimDatagrams datagrams() {
        return datagrams(Integer.MAX_VALUE, 100_000);
    }

    /** A new provider of datagrams with bounds of its own: bytes waiting for the line, datagrams received in a second. */
    public SimDatagrams datagrams(int queueBytes, int perSecond) {
        return new SimDatagrams(machine, directory, queueBytes, perSecond);
    }

    /** Ends every connection it has, both ends hear of it. */
    public void resetAll() {
        machine.paths().resetAll(machine.address());
    }

    /** Payload bytes this host sent so far. */
    public long sentBytes() {
        return machine.up().bytes();
    }

    /** Payload bytes this host received so far. */
    public long receivedBytes() {
        return machine.down().bytes();
    }

    @Override
    public String toString() {
        return machine.address().getHostAddress();
    }
}
