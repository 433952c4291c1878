package org.torrent.deploy.framework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.RefusedException;

/**
 * Calls of code that may never return, each on a thread of its own, with a deadline: then the thread is interrupted and
 * nobody waits for it any more. How many may hang at once is bounded. On the deployer's thread.
 */
public final class DisposableCalls {
    private static final int FRAMES = 3;

    private final ScheduledExecutorService deployer;
    private final Deadline deadline;
    private int stuck;

    /** What is called. */
    @FunctionalInterface
    public interface Call {
        /** It may throw anything. */
        void run() throws Exception;
    }

    /** Calls that answer on the deployer's thread. */
    public DisposableCalls(ScheduledExecutorService deployer, Deadline deadline) {
        this.deployer = deployer;
        this.deadline = deadline;
    }

    /**
     * Calls it.
     *
     * @param what it is, for people: "its start"
     * @param late run on the deployer's thread when it is over its deadline, and what it gives, when it returns after all
     * @return completes on the deployer's thread
     */
    public CompletionStage<Void> call(String what, Call code, Late late) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (stuck >= DeployLimits.STUCK_THREADS) {
            done.completeExceptionally(RefusedException.unresolved(
                    stuck + " bundles hang: nothing is started or stopped before they return, or a restart"));
            return done;
        }
        AtomicBoolean returned = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            Throwable failure = failure(code);
            returned.set(true);
            deployer.execute(() -> settle(done, failure, late));
        });
        thread.setName("torrent-deploy " + what);
        thread.setDaemon(true);
        ScheduledFuture<?> due = deployer.schedule(
                () -> {
                    if (!returned.get()) { // else the deployer was kept from hearing of it
                        overdue(done, what, thread, late);
                    }
                },
                deadline.nanos(),
                TimeUnit.NANOSECONDS);
        ScheduledFuture<?> slow = deployer.schedule(
                () -> late.slow(reason(what, thread, DeployLimits.SLOW_NANOS)),
                DeployLimits.SLOW_NANOS,
                TimeUnit.NANOSECONDS);
        done.whenComplete((v, error) -> {
            due.cancel(false);
            slow.cancel(false);
        });
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            done.completeExceptionally(
                    RefusedException.unresolved("there is no thread for " + what + ": " + e.getMessage()));
        }
        return done;
    }

    /** Whether it was not called at all, as too many hang or there is no thread: it may be later. */
    public static boolean isRefused(Throwable error) {
        return error instanceof RefusedException refused && refused.isUnresolved();
    }

    private static Throwable failure(Call code) {
        try {
            code.run();
            return null;
        } catch (Throwable t) { // foreign code
            return t;
        }
    }

    private void settle(CompletableFuture<Void> done, Throwable failure, Late late) {
        if (done.isDone()) {
            stuck--;
            late.returned();
        } else if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    private void overdue(CompletableFuture<Void> done, String what, Thread thread, Late late) {
        if (!done.isDone()) {
            stuck++;
            late.hangs();
            String reason = "it hangs";
            try {
                reason = reason(what, thread, deadline.nanos());
            } finally {
                thread.interrupt();
                done.completeExceptionally(RefusedException.stuck(reason));
            }
        }
    }

    private static String reason(String what, Thread thread, long nanos) {
        return what + " has not returned after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms, it is at "
                + where(thread.getStackTrace());
    }

    /** Where its own code is, not that of the JDK, if it has any on the stack. */
    private static String where(StackTraceElement[] stack) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : stack) {
            if (frames.size() < FRAMES && frame.getModuleName() == null) {
                frames.add(frame.toString());
            }
        }
        return frames.isEmpty() ? Arrays.toString(stack) : String.join(" < ", frames);
    }

    /** What follows when it takes long. */
    public interface Late {
        /** For a call that nobody looks after. */
        Late NOBODY = new Late() {
            @Override
            public void hangs() {
                // the caller hears of it
            }

            @Override
            public void returned() {
                // nobody waits for it
            }
        };

        /** It takes long, and is still within its deadline. */
        default void slow(String reason) {
            // nobody wants to know
        }

        /** It is over its deadline. */
        void hangs();

        /** It returned after that. */
        void returned();
    }
}
