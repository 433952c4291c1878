package org.torrent.http.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.http.Limits;

/** A bounded number of threads that block in exchanges, and a bounded queue. One that idles ends. */
final class Workers implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ThreadPoolExecutor pool;

    /** Every thread that has not ended: a pool calls itself terminated a moment before its threads are. */
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    Workers(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                Limits.IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(Limits.QUEUED),
                task -> newThread(task, name + "-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        made.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        made.add(thread);
        return thread;
    }

    /** So many from now on; one too many ends when its exchange is over. */
    synchronized void threads(int count) {
        if (count > pool.getMaximumPoolSize()) { // never fewer at most than at least
            pool.setMaximumPoolSize(count);
            pool.setCorePoolSize(count);
        } else {
            pool.setCorePoolSize(count);
            pool.setMaximumPoolSize(count);
        }
    }

    /** Refuses with an exception when the queue is full, or after the end. */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Drops what waits and waits a little for the threads. */
    @Override
    public void close() {
        pool.shutdownNow();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.END_MILLIS);
        try {
            for (Thread thread : made) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                thread.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        made.removeIf(thread -> !thread.isAlive());
        if (!made.isEmpty()) {
            LOG.warn("These HTTP threads go on after the end, probably in a name look-up: {}", made);
        }
    }
}
