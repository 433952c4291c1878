package org.torrent.testkit.ports.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Whom an address leads to: the machines of a network, and who answers on their ports. */
final class SimDirectory {
    private final Map<InetAddress, SimMachine> machines = new HashMap<>();
    private final SimPorts<SimCarrier.Bound> streams = new SimPorts<>();

    private final SimPorts<SimSocket> datagrams = new SimPorts<>();

    void add(SimMachine machine) {
        machines.put(machine.address(), machine);
    }

    /** Null when there is none. */
    SimMachine machine(InetAddress address) {
        return machines.get(address);
    }

    SimPorts<SimCarrier.Bound> streams() {
        return streams;
    }

    SimPorts<SimSocket> datagrams() {
        return datagrams;
    }
}
