package org.torrent.console;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.api.dht.DhtService;

/** Follows the node of the DHT, if there is a bundle that has one. */
public final class DhtTracker implements AutoCloseable {
    private final ServiceTracker<DhtService, DhtService> tracker;

    /** Follows it until {@link #close}. */
    public DhtTracker(BundleContext context) {
        tracker = new ServiceTracker<>(context, DhtService.class, null);
        tracker.open();
    }

    /** The node's service now. */
    public Optional<DhtService> now() {
        return Optional.ofNullable(tracker.getService());
    }

    @Override
    public void close() {
        tracker.close();
    }
}
