package org.torrent.deploy.framework;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.RefusedException;

/**
 * Looks whether a bundle that was started is up: it offers every kind of service that it should, and whoever takes those up
 * says that it is ready. On the deployer's thread.
 */
final class UpLooks {
    private final ScheduledExecutorService deployer;
    private final Deadline deadline;
    private final ReadyQuestions questions;

    UpLooks(ScheduledExecutorService deployer, Deadline deadline, ReadyQuestions questions) {
        this.deployer = deployer;
        this.deadline = deadline;
        this.questions = questions;
    }

    /** The kinds of services that a bundle offers. */
    static Set<String> kinds(Bundle bundle) {
        Set<String> kinds = new TreeSet<>();
        ServiceReference<?>[] services = bundle == null ? null : bundle.getRegisteredServices();
        if (services != null) {
            for (ServiceReference<?> service : services) {
                Object names = service.getProperty(Constants.OBJECTCLASS);
                kinds.addAll(names instanceof String[] types ? List.of(types) : List.of()); // not of one that left
            }
        }
        return kinds;
    }

    /** Completes when it is up; {@code slow} hears once what it waits for when that takes long. */
    CompletionStage<Void> up(Bundle bundle, Set<String> wanted, Consumer<String> slow) {
        Look look = new Look(bundle, wanted, slow, System.nanoTime());
        look.begin();
        return look.done;
    }

    private final class Look {
        private final Bundle bundle;
        private final Set<String> wanted;
        private final Consumer<String> slow;
        private final long sinceNanos;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private boolean isSaid;
        private boolean isLast;

        Look(Bundle bundle, Set<String> wanted, Consumer<String> slow, long sinceNanos) {
            this.bundle = bundle;
            this.wanted = wanted;
            this.slow = slow;
            this.sinceNanos = sinceNanos;
        }

        void begin() {
            try {
                if (bundle == null || bundle.getState() != Bundle.ACTIVE) {
                    throw new IllegalStateException("somebody stopped it");
                }
                Set<String> missing = new TreeSet<>(wanted);
                missing.removeAll(kinds(bundle));
                if (missing.isEmpty()) {
                    long id = bundle.getBundleId();
                    questions.ask(Set.of(id)).thenAccept(answers -> answered(answers.get(id)));
                } else {
                    waitFor(new RefusedException("it started, but offers no " + String.join(", ", missing)
                            + " as the version before it does"));
                }
            } catch (RuntimeException | Error e) { // it was uninstalled
                done.completeExceptionally(
                        new RefusedException("nobody knows whether it is up: " + StartFailure.text(e)));
            }
        }

        private void answered(Readiness answer) {
            switch (answer.state()) {
                case READY -> done.complete(null);
                case REFUSED ->
                    done.completeExceptionally(
                            new RefusedException("it started, but its plugin can't be used: " + answer.reason()));
                case PENDING ->
                    waitFor(RefusedException.stuck("it started, but its plugin is not ready: " + answer.reason()));
            }
        }

        private void waitFor(RefusedException reason) {
            long nanos = System.nanoTime() - sinceNanos;
            if (isLast) {
                done.completeExceptionally(reason);
                return;
            }
            isLast = nanos > deadline.nanos(); // whoever looks may have been kept from it: once more
            if (nanos > DeployLimits.SLOW_NANOS && !isSaid) {
                isSaid = true;
                slow.accept(reason.getMessage());
            }
            deployer.schedule(this::begin, DeployLimits.UP_LOOK_NANOS, TimeUnit.NANOSECONDS);
        }
    }
}
