package org.torrent.testkit.swarm;

import java.util.List;
import org.torrent.dht.node.NodeSettings;
import org.torrent.dht.source.DhtOptions;
import org.torrent.dht.source.DhtSource;
import org.torrent.model.HostPort;
import org.torrent.session.Session;
import org.torrent.spi.storage.Storage;
import org.torrent.testkit.ports.net.SimDatagrams;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;

/** The shipped node of the DHT of one process, with datagrams of its own. */
final class SimDht {
    private static final int NODES = 100_000;

    private final SimDatagrams datagrams;
    private final DhtSource source;

    /**
     * It runs.
     *
     * @param name seeds what is left to chance
     * @param begins whom it asks first
     */
    SimDht(
            Simulation simulation,
            SimProcess process,
            SimHost host,
            String name,
            Session session,
            Storage storage,
            List<HostPort> begins) {
        String purpose = name + " dht";
        datagrams = host.datagrams();
        source = new DhtSource(
                process,
                simulation,
                simulation.randomness(purpose),
                simulation.random(purpose + " secrets"),
                (unknown, found) -> found.accept(List.of()),
                session::listenAddresses,
                new DhtOptions(true, begins, new NodeSettings(false, NODES)));
        source.transport(datagrams);
        source.states(storage.state());
        source.queries(session::dhtQueries);
    }

    /** What finds peers. */
    DhtSource source() {
        return source;
    }

    /** Its threads and sockets end, after {@link DhtSource#close}. */
    void end() {
        source.shutdown(1_000);
        datagrams.close();
    }

    /** The process ends at once. */
    void kill() {
        datagrams.close();
    }
}
