package org.torrent.testkit.ports.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.transport.TransportConformance;

/** The simulated transport keeps the contract of the port. */
class SimTransportTest extends TransportConformance {
    private final Simulation simulation = new Simulation(42);
    private final SimNetwork network = new SimNetwork(simulation);
    private int hosts;

    @Override
    protected Transport newTransport() {
        return network.host("10.0.0." + ++hosts).transport();
    }

    @Override
    protected void close(Transport transport) {
        ((SimTransport) transport).close();
    }

    @Override
    protected InetSocketAddress listenAddress(Transport transport) {
        return ((SimTransport) transport).endpoint(0);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        simulation.runUntil(what, Duration.ofMinutes(1), condition);
    }
}
