package org.torrent.console;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
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

    private boolean isComing() {
        return Arrays.stream(context.getBundles())
                .filter(SessionTracker::bringsOne)
                .anyMatch(bundle -> switch (bundle.getState()) {
                    case Bundle.UNINSTALLED -> false;
                    case Bundle.INSTALLED -> willStart(bundle);
                    default -> true;
                });
    }

    private static boolean bringsOne(Bundle bundle) {
        String provided = bundle.getHeaders().get(Constants.PROVIDE_CAPABILITY);
        return provided != null && provided.contains(TorrentSession.class.getName());
    }

    /** One that is not resolved lacks another bundle, is never to start, or has been installed or updated just now. */
    private boolean willStart(Bundle bundle) {
        BundleStartLevel start = bundle.adapt(BundleStartLevel.class);
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        return start != null && start.isPersistentlyStarted() && wiring.resolveBundles(List.of(bundle));
    }

    @Override
    public void close() {
        tracker.close();
    }
}
