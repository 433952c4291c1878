package org.torrent.console;

import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.front.source.HttpAccess;
import org.torrent.spi.http.HttpClient;

/** Follows the HTTP client's service. */
public final class HttpClientTracker implements HttpAccess, AutoCloseable {
    private final ServiceTracker<HttpClient, HttpClient> tracker;

    /** Follows it until {@link #close}. */
    public HttpClientTracker(BundleContext context) {
        tracker = new ServiceTracker<>(context, HttpClient.class, null);
        tracker.open();
    }

    @Override
    public Optional<HttpClient> await(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(tracker.waitForService(atMost.toMillis()));
    }

    @Override
    public void close() {
        tracker.close();
    }
}
