package org.torrent.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.torrent.api.deploy.DeployListener;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.deploy.framework.DisposableCalls;

/**
 * Tells listeners what became of files: each in order, on threads that nobody needs. One that hangs is named and told nothing more,
 * one that is slow loses the oldest beyond a bound, and what nobody could be told waits. On the deployer's thread, but for {@link #open} and {@link #close}.
 */
final class DeployListeners {
    private final BundleContext context;
    private final DisposableCalls calls;
    private final ServiceTracker<DeployListener, Listener> tracker;

    private final DisposableCalls.Late late = new DisposableCalls.Late() {
        @Override
        public void hangs() {
            // it is told nothing more
        }

        @Override
        public void returned() {
            tracker.getTracked().values().forEach(Listener::next);
        }
    };

    /**
     * Nobody is told before {@link #open}.
     *
     * @param deployer its thread
     * @param inVain what can't run now, as far as it was told: one that comes later hears of that too
     */
    DeployListeners(
            BundleContext context, Executor deployer, DisposableCalls calls, Supplier<List<DeployedFile>> inVain) {
        this.context = context;
        this.calls = calls;
        this.tracker = new ServiceTracker<>(context, DeployListener.class, new ServiceTrackerCustomizer<>() {
            @Override
            public Listener addingService(ServiceReference<DeployListener> reference) {
                Listener listener = new Listener(reference); // its service may be made when it is fetched
                deployer.execute(() -> listener.begin(inVain.get()));
                return listener;
            }

            @Override
            public void modifiedService(ServiceReference<DeployListener> reference, Listener listener) {
                // it stays what it is
            }

            @Override
            public void removedService(ServiceReference<DeployListener> reference, Listener listener) {
                // what waits for it goes with it
            }
        });
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    /** A file is that now. */
    void tell(DeployedFile file) {
        tracker.getTracked().values().forEach(listener -> listener.tell(file));
    }

    private final class Listener {
        private final ServiceReference<DeployListener> reference;
        private final Deque<DeployedFile> waiting = new ArrayDeque<>();
        private boolean hasBegun;
        private boolean isBusy;
        private boolean isUseless;
        private long lost;

        Listener(ServiceReference<DeployListener> reference) {
            this.reference = reference;
        }

        private void begin(List<DeployedFile> known) {
            hasBegun = true;
            known.forEach(this::tell);
        }

        private void tell(DeployedFile file) {
            if (isUseless || !hasBegun) {
                return;
            }
            waiting.add(file);
            if (waiting.size() > DeployLimits.TOLD) {
                waiting.poll();
                lost++;
            }
            next();
        }

        private void next() {
            if (isBusy || waiting.isEmpty()) {
                return;
            }
            isBusy = true;
            List<DeployedFile> now = List.copyOf(waiting);
            waiting.clear();
            if (lost > 0) {
                DeployLog.warn(reference + " is slow: it was not told of " + lost + " changes of files", null);
                lost = 0;
            }
            calls.call("the listener " + reference, () -> call(now), late).whenComplete((done, error) -> {
                isBusy = false;
                if (error == null) {
                    next();
                } else if (DisposableCalls.isRefused(error)) { // they are told with the next, or when one returns
                    List<DeployedFile> since = List.copyOf(waiting);
                    waiting.clear();
                    waiting.addAll(now);
                    waiting.addAll(since);
                } else {
                    isUseless = true;
                    waiting.clear();
                    DeployLog.warn(reference + " is told nothing of files any more: " + error.getMessage(), null);
                }
            });
        }

        private void call(List<DeployedFile> files) {
            DeployListener listener = context.getService(reference);
            if (listener == null) {
                return; // it left
            }
            try {
                for (DeployedFile file : files) {
                    tell(listener, file);
                }
            } finally {
                context.ungetService(reference);
            }
        }

        private static void tell(DeployListener listener, DeployedFile file) {
            try {
                listener.onChange(file);
            } catch (Throwable t) { // foreign code
                DeployLog.error(listener.getClass().getName() + " failed when it was told of " + file.path(), t);
            }
        }
    }
}
