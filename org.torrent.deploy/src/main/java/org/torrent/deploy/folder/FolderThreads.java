package org.torrent.deploy.folder;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.torrent.deploy.DeployLimits;

/**
 * So many threads read at a time; one that takes long makes room for another, one that is over its deadline is interrupted and
 * given up. How many may hang is bounded. On the deployer's thread.
 */
public final class FolderThreads implements Errands {
    private static final long IDLE_SECONDS = 5;

    private final ScheduledExecutorService deployer;
    private final LongSupplier readNanos;
    private final ExecutorService threads;
    private int counted; // those that are not slow
    private int all;

    /** None yet; {@code deployer} runs what follows, {@code readNanos} is the deadline of what is sent then. */
    public FolderThreads(ScheduledExecutorService deployer, LongSupplier readNanos) {
        this.deployer = deployer;
        this.readNanos = readNanos;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread made = new Thread(task, "torrent-deploy-reads");
                    made.setDaemon(true);
                    return made;
                });
    }

    @Override
    public boolean isFree() {
        return counted < DeployLimits.READS && all < DeployLimits.STUCK_READS;
    }

    @Override
    public String whyNot() {
        return all < DeployLimits.STUCK_READS
                ? ""
                : all + " files and folders hang when they are read: no other is read before one of them returns";
    }

    @Override
    public <T> void send(String what, Errand<T> errand, Then<T> then) {
        Sent<T> sent = new Sent<>(what, errand, then);
        try {
            counted++;
            all++;
            sent.watch();
            threads.execute(sent::run);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // it ends, or there is no thread to be had
            counted--;
            all--;
            sent.forget();
            then.failed("there is no thread for " + what);
        }
    }

    /** Interrupts all. */
    public void close() {
        threads.shutdownNow();
    }

    private final class Sent<T> {
        private final String what;
        private final Errand<T> errand;
        private final Then<T> then;
        private final long nanos = readNanos.getAsLong();
        private ScheduledFuture<?> slow;
        private ScheduledFuture<?> due;
        private boolean isSlow;
        private boolean isGivenUp;
        private Thread thread; // while it runs; guarded by this, as what follows
        private boolean isOver;

        Sent(String what, Errand<T> errand, Then<T> then) {
            this.what = what;
            this.errand = errand;
            this.then = then;
        }

        void watch() {
            slow = deployer.schedule(this::slow, DeployLimits.SLOW_NANOS, TimeUnit.NANOSECONDS);
            due = deployer.schedule(this::overdue, nanos, TimeUnit.NANOSECONDS);
        }

        void run() {
            synchronized (this) {
                thread = Thread.currentThread();
            }
            T result = null;
            String failure = null;
            try {
                result = errand.run();
            } catch (Throwable t) { // such as no memory for a directory of a jar
                failure = what + " failed: " + t;
            }
            synchronized (this) {
                thread = null;
                isOver = true;
                Thread.interrupted(); // that was for this one
            }
            T got = result;
            String why = failure;
            deployer.execute(() -> over(got, why));
        }

        void forget() {
            slow.cancel(false);
            due.cancel(false);
        }

        private void over(T result, String failure) {
            forget();
            all--;
            counted -= isSlow ? 0 : 1;
            if (isGivenUp) {
                then.late(result);
            } else if (failure == null) {
                then.done(result);
            } else {
                then.failed(failure);
            }
        }

        private void slow() {
            isSlow = true;
            counted--;
        }

        private void overdue() {
            synchronized (this) {
                if (isOver) { // the deployer was kept from hearing of it
                    return;
                }
                if (thread != null) {
                    thread.interrupt();
                }
            }
            isGivenUp = true;
            then.overdue(what + " has not returned after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
    }
}
