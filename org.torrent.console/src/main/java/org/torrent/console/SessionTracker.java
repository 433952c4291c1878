package org.torrent.console;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.api.TorrentSession;

/** Follows the session service. */
public final class SessionTracker implements Sessions, AutoCloseable {
    private final BundleContext context;
    private final ServiceTracker<TorrentSession, TorrentSession> tracker;

    /** Follows it until {@link #close}. */
    public SessionTracker(BundleContext context) {
        this.context = context;
        tracker = new ServiceTracker<>(context, TorrentSession.class, null);
        tracker.open();
    }

    @Override
    public Optional<TorrentSession> current() {
        return Optional.ofNullable(tracker.getService());
    }

    /** Does not wait where no bundle brings one. */
    @Override
    public Optional<TorrentSession> await(Duration atMost) throws InterruptedException {
        if (tracker.getService() == null && !isComing()) {
            return Optional.empty();
        }
        return Optional.ofNullable(tracker.waitForService(atMost.toMillis()));
    }

    /** One that is not resolved lacks another bundle, or was never started. */
    private boolean isComing() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != Bundle.INSTALLED && bundle.getState() != Bundle.UNINSTALLED)
                .map(bundle -> bundle.getHeaders().get(Constants.PROVIDE_CAPABILITY))
                .anyMatch(provided -> provided != null && provided.contains(TorrentSession.class.getName()));
    }

    @Override
    public void close() {
        tracker.close();
    }
}
