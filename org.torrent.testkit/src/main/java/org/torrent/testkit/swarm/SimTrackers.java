package org.torrent.testkit.swarm;

import java.time.Duration;
import java.util.List;
import org.torrent.testkit.http.SimHttp;
import org.torrent.testkit.ports.net.SimTransport;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.tracker.AnnounceOptions;
import org.torrent.tracker.TrackerSource;
import org.torrent.tracker.http.HttpTracker;

/** The shipped trackers of one process and the HTTP client that they use: each may go away and come back. */
final class SimTrackers {
    private static final AnnounceOptions ANNOUNCES =
            new AnnounceOptions(50, Duration.ofSeconds(20), Duration.ofSeconds(3), 8);

    private final Simulation simulation;
    private final SimProcess process;
    private final String name;
    private SimHttp http; // null while its bundle is stopped
    private TrackerSource source;
    private int starts;

    /**
     * Both run.
     *
     * @param transport what HTTP goes over
     * @param name seeds what is left to chance
     */
    SimTrackers(Simulation simulation, SimProcess process, SimTransport transport, String name) {
        this.simulation = simulation;
        this.process = process;
        this.name = name;
        this.http = new SimHttp(process, transport);
        restart();
    }

    /** The trackers of now. */
    TrackerSource source() {
        return source;
    }

    /** Others in place of those that were closed. */
    TrackerSource restart() {
        source = new TrackerSource(
                process,
                simulation,
                simulation.randomness(name + " trackers " + ++starts),
                ANNOUNCES,
                List.of(new HttpTracker(() -> http, "testkit")));
        return source;
    }

    /** The HTTP bundle stops for good. */
    void end() {
        http.close();
    }

    /** The process ends at once. */
    void kill() {
        if (http != null) {
            http.kill();
        }
    }

    /** The HTTP bundle stops. */
    void stopHttp() {
        SimHttp gone = http;
        http = null;
        gone.close();
    }

    /** An HTTP bundle starts again. */
    void startHttp(SimTransport transport) {
        http = new SimHttp(process, transport);
        source.retry();
    }
}
