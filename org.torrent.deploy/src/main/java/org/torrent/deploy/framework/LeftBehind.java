package org.torrent.deploy.framework;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.torrent.deploy.DeployLimits;

/**
 * What a deployer that ends, or ended, leaves behind: bundles from folders go, what ships is back. Several at once on threads of
 * their own, so that one that hangs keeps neither the others nor the caller; it goes when it returns. Any thread.
 */
public final class LeftBehind {
    private final BundleContext context;
    private final BiConsumer<String, Throwable> warn;

    /** What a bundle does, or is done with it. */
    @FunctionalInterface
    private interface Step {
        void on(Bundle bundle) throws BundleException;
    }

    /** {@code warn} writes into the log; {@code context} must outlive what hangs. */
    public LeftBehind(BundleContext context, BiConsumer<String, Throwable> warn) {
        this.context = context;
        this.warn = warn;
    }

    /** Uninstalls what came through folders; waits so long at most. */
    public void uninstall(long nanos) throws InterruptedException {
        atOnce(select(OsgiBundles::isOurs), "does not leave", Bundle::uninstall, nanos);
    }

    /** Starts what ships of these names; waits so long at most. */
    public void bringBack(List<String> names, long nanos) throws InterruptedException {
        List<Bundle> shipped = select(bundle -> names.contains(bundle.getSymbolicName())
                && !OsgiBundles.isOurs(bundle)
                && OsgiBundles.isReplaceable(bundle));
        atOnce(shipped, "does not come back", bundle -> bundle.start(Bundle.START_TRANSIENT), nanos);
    }

    /** The symbolic names of what came through folders. */
    public List<String> names() {
        return select(OsgiBundles::isOurs).stream().map(Bundle::getSymbolicName).toList();
    }

    private List<Bundle> select(Predicate<Bundle> which) {
        return Arrays.stream(context.getBundles()).filter(which).toList();
    }

    private void atOnce(List<Bundle> bundles, String trouble, Step step, long nanos) throws InterruptedException {
        Queue<Bundle> waiting = new ConcurrentLinkedQueue<>(bundles);
        Queue<Bundle> left = new ConcurrentLinkedQueue<>(bundles);
        CountDownLatch over = new CountDownLatch(bundles.size());
        for (int i = 0; i < Math.min(bundles.size(), DeployLimits.STUCK_THREADS); i++) {
            Thread thread = new Thread(
                    () -> {
                        for (Bundle bundle = waiting.poll(); bundle != null; bundle = waiting.poll()) {
                            run(bundle, trouble, step);
                            left.remove(bundle);
                            over.countDown();
                        }
                    },
                    "torrent-deploy its end");
            thread.setDaemon(true);
            thread.start();
        }
        if (!over.await(nanos, TimeUnit.NANOSECONDS)) {
            warn.accept("hanging or behind what hangs, " + trouble + " in time: " + left, null);
        }
    }

    private void run(Bundle bundle, String trouble, Step step) {
        try {
            step.on(bundle);
        } catch (Throwable t) { // foreign code
            warn.accept(bundle + " " + trouble, t);
        }
    }
}
