package org.torrent.tracker.names;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.tracker.Limits;

/** The system's resolver, which blocks: on a few threads of its own that end when there is nothing to do. */
public final class SystemLookup implements NameLookup, AutoCloseable {
    private final ThreadPoolExecutor threads;

    /** Threads start with the first look-up. */
    public SystemLookup() {
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                Limits.LOOKUP_THREADS,
                Limits.LOOKUP_THREADS,
                Limits.LOOKUP_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(Limits.LOOKUPS_QUEUED),
                task -> daemon(task, "tracker-names-" + count.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletionStage<List<InetAddress>> lookUp(String host) {
        try {
            return CompletableFuture.supplyAsync(() -> addresses(host), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (java.net.UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    /** Ends the threads; one that hangs in the system's resolver ends when that does. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
