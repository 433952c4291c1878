package org.torrent.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Services that may be there or not, followed from the first time that somebody asks for one. Any thread. */
public final class ServiceTrackers implements AutoCloseable {
    private final BundleContext context;
    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new ConcurrentHashMap<>();

    /** Follows nothing yet. */
    public ServiceTrackers(BundleContext context) {
        this.context = context;
    }

    /** The service of that type that is there now, or null. */
    public Object find(Class<?> type) {
        return trackers.computeIfAbsent(type, this::opened).getService();
    }

    private ServiceTracker<?, ?> opened(Class<?> type) {
        ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        return tracker;
    }

    @Override
    public void close() {
        trackers.values().forEach(ServiceTracker::close);
    }
}
