package org.torrent.tracker;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.peers.Swarm;

/** HTTP trackers as a service. A changed configuration replaces it: trackers get a good-bye and a new start. */
@Component(service = PeerSource.class, configurationPid = "org.torrent.tracker")
@Designate(ocd = TrackerConfiguration.class)
public final class TrackerComponent implements PeerSource {
    private final HttpTrackerSource source;

    /** Called by Declarative Services. */
    @Activate
    public TrackerComponent(TrackerConfiguration configuration) {
        source = new HttpTrackerSource(new Options(
                configuration.user_agent(),
                configuration.wanted_peers(),
                configuration.timeout_seconds() * 1000,
                configuration.goodbye_seconds() * 1000,
                configuration.threads()));
    }

    @Deactivate
    void deactivate() {
        source.close();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int source() {
        return source.source();
    }

    @Override
    public Search search(Swarm swarm) {
        return source.search(swarm);
    }
}
