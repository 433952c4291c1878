package org.torrent.tracker;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundle's threads: one timer thread that runs all searches, and a few workers that block in announces. A worker
 * that idles for half a minute ends.
 */
final class AnnounceThreads implements SearchRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(AnnounceThreads.class);
    private static final long WORKER_IDLE_SECONDS = 30;
    private static final long END_MILLIS = 1_000;

    private final Options options;
    private final Network network;
    private final Supplier<SSLSocketFactory> tls;
    private final Random random = new Random();
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor workers;

    /** Every thread that has not ended: a pool calls itself terminated a moment before its threads are. */
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    /** Announces without an outcome yet; timer thread. */
    private final Set<AnnounceCall> calls = new HashSet<>();

    /** Opens when the last call ends after closing began. */
    private final CountDownLatch drained = new CountDownLatch(1);

    /** Timer thread. */
    private boolean closing;

    AnnounceThreads(Options options, Network network, Supplier<SSLSocketFactory> tls) {
        this.options = options;
        this.network = network;
        this.tls = tls;
        timer = new ScheduledThreadPoolExecutor(1, named("tracker-timer"));
        timer.setRemoveOnCancelPolicy(true);
        workers = new ThreadPoolExecutor(
                options.threads(),
                options.threads(),
                WORKER_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(Limits.QUEUED),
                named("tracker-http"));
        workers.allowCoreThreadTimeOut(true);
    }

    private ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            made.removeIf(old -> old.getState() == Thread.State.TERMINATED);
            made.add(thread);
            return thread;
        };
    }

    /** Runs a task on the timer thread; dropped after the end. */
    void execute(Runnable task) {
        try {
            timer.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late: the trackers are closed");
        }
    }

    /** What a swarm throws must not end the others' timers; a swarm of an unloaded bundle throws errors, too. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("A torrent's tracker search failed; the others go on", e);
            }
        };
    }

    @Override
    public long nowNanos() {
        return System.nanoTime();
    }

    @Override
    public double nextDouble() {
        return random.nextDouble();
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    int nextInt() {
        return random.nextInt();
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        try {
            Future<?> future = timer.schedule(guarded(task), delayNanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public Cancellable announce(String url, boolean goodbye, Consumer<Outcome> callback) {
        int millis = goodbye ? options.goodbyeMillis() : options.timeoutMillis();
        HttpGet exchange = new HttpGet(network, tls, options.userAgent(), Math.max(1, millis));
        AnnounceCall call = new AnnounceCall(url, exchange);
        calls.add(call);
        // A good-bye's time runs from now, an announce's from when a worker takes it.
        Cancellable limit = goodbye ? limit(call, millis) : () -> {};
        try {
            workers.execute(() -> {
                Cancellable running = goodbye ? limit : limit(call, millis);
                Outcome outcome = call.run();
                running.cancel();
                execute(() -> finish(call, outcome, callback));
            });
        } catch (RejectedExecutionException e) {
            execute(() -> finish(call, new Outcome(null, "too many announces are waiting"), callback));
        }
        return () -> {
            if (calls.remove(call)) {
                call.cancel("cancelled");
            }
        };
    }

    private Cancellable limit(AnnounceCall call, int millis) {
        return schedule(
                () -> call.cancel("no answer within " + millis / 1000 + " s"), TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void finish(AnnounceCall call, Outcome outcome, Consumer<Outcome> callback) {
        boolean wanted = calls.remove(call);
        if (closing && calls.isEmpty()) {
            drained.countDown();
        }
        if (wanted) {
            callback.accept(outcome);
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** Runs a last task on the timer thread, waits for the announces it makes within the limit, ends all threads. */
    void close(Runnable last, long limitNanos) {
        if (timer.isShutdown()) {
            return;
        }
        boolean quiet = onTimer(() -> beginClosing(last)) && await(drained, limitNanos);
        if (!quiet) {
            LOG.debug("Not every tracker took the good-bye in time");
            onTimer(() -> calls.forEach(call -> call.cancel("closed")));
        }
        timer.shutdownNow();
        workers.shutdownNow();
        awaitEnd();
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
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
            LOG.warn("These tracker threads go on after the end, probably in a name look-up: {}", made);
        }
    }

    private void beginClosing(Runnable last) {
        closing = true;
        last.run();
        if (calls.isEmpty()) {
            drained.countDown();
        }
    }

    /** Runs a task on the timer thread and waits for it; false when that takes too long. */
    private boolean onTimer(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        execute(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        return await(done, TimeUnit.MILLISECONDS.toNanos(END_MILLIS));
    }

    private static boolean await(CountDownLatch latch, long limitNanos) {
        try {
            return latch.await(limitNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
