package org.torrent.console;

import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.api.TorrentSession;

/** Follows the session service. */
public final class SessionTracker implements Sessions, AutoCloseable {
    private final ServiceTracker<TorrentSession, TorrentSession> tracker;

    /** Follows it until {@link #close}. */
    public SessionTracker(BundleContext context) {
        tracker = new ServiceTracker<>(context, TorrentSession.class, null);
        tracker.open();
    }

    @Override
    public Optional<TorrentSession> current() {
        return Optional.ofNullable(tracker.getService());
    }

    @Override
    public Optional<TorrentSession> await(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(tracker.waitForService(atMost.toMillis()));
    }

    @Override
    public void close() {
        tracker.close();
    }
}
