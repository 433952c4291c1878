package org.torrent.deploy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.torrent.api.deploy.DeployStatus;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.deploy.folder.FolderThreads;
import org.torrent.deploy.framework.Deadline;
import org.torrent.deploy.framework.DisposableCalls;
import org.torrent.deploy.framework.OsgiBundles;
import org.torrent.deploy.trust.TrustStore;

/** The deployer's thread, which looks again and again, and what others see of it. Any thread. */
final class DeployService implements DeployStatus {
    private static final Set<DeployedFile.State> IN_VAIN =
            EnumSet.of(DeployedFile.State.REFUSED, DeployedFile.State.STUCK);

    private final BundleContext context;
    private final ScheduledExecutorService thread;
    private final Deployer deployer;
    private final BundleListener listener = this::bundleChanged;
    private final Deadline deadline = new Deadline();
    private final Beginning beginning;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final FolderThreads readers;
    private final DeployListeners listeners;
    private volatile List<DeployedFile> files = List.of();

    /** {@code copies} is an empty folder of its own. */
    DeployService(BundleContext context, Path copies) {
        this.context = context;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "torrent-deploy");
            made.setDaemon(true);
            return made;
        });
        one.setRemoveOnCancelPolicy(true); // a deadline keeps a bundle
        one.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // what returns after the end
        this.thread = one;
        this.readers = new FolderThreads(thread, () -> DeployLimits.READ_NANOS);
        this.listeners = new DeployListeners(context, thread, new DisposableCalls(thread, deadline), this::inVain);
        OsgiBundles bundles = new OsgiBundles(
                context, thread, deadline, this::bundlesChanged, warning -> DeployLog.warn(warning, null));
        this.deployer = new Deployer(copies, bundles, readers, System::nanoTime, System::currentTimeMillis);
        this.beginning = new Beginning(
                (task, nanos) -> thread.schedule(task, nanos, TimeUnit.NANOSECONDS),
                () -> thread.scheduleWithFixedDelay(
                        () -> tellAfter(deployer::turn), 0, DeployLimits.LOOK_NANOS, TimeUnit.NANOSECONDS),
                () -> {
                    tellAfter(deployer::work);
                    return isSettled();
                });
    }

    /** Follows what others do; looks at no folder yet. */
    void open() {
        context.addBundleListener(listener);
        listeners.open();
    }

    /** Looks at the folders from now on. */
    void begin() {
        beginning.now();
    }

    /** Looks at the folders when that time is over, unless it does so before. */
    void beginAtLatestIn(long nanos) {
        beginning.atLatestIn(nanos);
    }

    /** Looks at these from now on. */
    void folders(List<Path> folders) {
        thread.execute(() -> deployer.folders(folders));
    }

    /** Lets only those jars run from now on that keys of this store signed. */
    void trust(TrustStore store) {
        thread.execute(() -> deployer.trust(store));
    }

    /** How long a bundle's start or stop may take from now on. */
    void deadline(long nanos) {
        deadline.set(nanos);
    }

    /** So long. */
    long deadlineNanos() {
        return deadline.nanos();
    }

    /** Waits until what was there at first is tried, for a limited time. */
    void awaitSettled(long nanos) throws InterruptedException {
        if (!settled.await(nanos, TimeUnit.NANOSECONDS)) {
            DeployLog.warn("Not everything in the deploy folder has started yet: " + files, null);
        }
    }

    private void tellAfter(Runnable step) {
        try {
            step.run();
            List<DeployedFile> now = deployer.lines();
            if (!now.equals(files)) {
                tell(now);
                files = now;
            }
            if (deployer.isSettled()) {
                settled.countDown();
            }
        } catch (Throwable t) { // else it would be the last turn
            DeployLog.error("A defect of the deployer, please report it", t);
        }
    }

    private void tell(List<DeployedFile> now) {
        for (DeployedFile file : now) {
            if (!files.contains(file)) {
                if (IN_VAIN.contains(file.state())) {
                    DeployLog.warn(file.path() + " does not run: " + file.reason(), null);
                }
                listeners.tell(file);
            }
        }
    }

    private List<DeployedFile> inVain() {
        return files.stream().filter(file -> IN_VAIN.contains(file.state())).toList();
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED && !thread.isShutdown()) {
            thread.execute(this::bundlesChanged);
        }
    }

    private void bundlesChanged() {
        deployer.bundlesChanged();
    }

    @Override
    public List<DeployedFile> files() {
        return files;
    }

    @Override
    public boolean isSettled() {
        return settled.getCount() == 0;
    }

    /** Looks no more; what runs goes on. */
    void close() {
        context.removeBundleListener(listener);
        listeners.close();
        thread.shutdownNow();
        readers.close();
    }
}
