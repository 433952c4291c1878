package org.torrent.dht.component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.source.HostNames;

/** The system's resolver, which blocks: on a thread of its own that ends when there is nothing to do. */
final class SystemNames implements HostNames, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemNames.class);

    /** Looks up as {@link InetAddress#getAllByName} does. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final ThreadPoolExecutor thread;

    /** The thread starts with the first look-up. */
    SystemNames() {
        this(InetAddress::getAllByName);
    }

    SystemNames(Resolver resolver) {
        this.resolver = resolver;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                DhtLimits.LOOKUP_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(DhtLimits.QUEUED_NAMES),
                SystemNames::daemon);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dht-names");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void resolve(String host, Consumer<List<InetAddress>> found) {
        try {
            thread.execute(() -> found.accept(addresses(host)));
        } catch (RejectedExecutionException e) { // it is closed, or many wait; it is looked up again
            found.accept(List.of());
        }
    }

    private List<InetAddress> addresses(String host) {
        try {
            return List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            LOG.info("DHT: {} has no address for now; it is looked up again", host);
            return List.of();
        }
    }

    /** Ends the thread, and waits for nothing; when it hangs in the system's resolver it ends with that. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
