package org.torrent.deploy.update;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;

/**
 * One bundle takes the place of another: it is installed beside, started, and when it is up the one before it stops. What
 * fails on the way costs the new one only. Where two can't run at once the one before stops first, and is owed its start when
 * the new one fails. On the deployer's thread.
 */
final class Replacement {
    private final BundlePort port;
    private final JarFacts next;
    private final long before; // NOTHING: there is none
    private final boolean beforeIsOurs;
    private final boolean stopFirst;
    private long installed = Running.NOTHING;
    private RefusedException failure;
    private String stays = "";

    Replacement(BundlePort port, JarFacts next, long before, boolean beforeIsOurs, boolean stopFirst) {
        this.port = port;
        this.next = next;
        this.before = before;
        this.beforeIsOurs = beforeIsOurs;
        this.stopFirst = stopFirst;
    }

    /** Completes with the new one's id when it runs, or fails with the reason when it is gone again. */
    CompletionStage<Long> run() {
        if (stopFirst && before != Running.NOTHING && port.isStuck(before)) {
            return CompletableFuture.failedFuture(RefusedException.blocked(
                    "the one before it hangs, and must stop first; it is tried when that returns"));
        }
        return guarded(() -> port.install(next)).thenCompose(bundle -> {
            installed = bundle;
            CompletableFuture<Long> result = new CompletableFuture<>();
            guarded(() -> start(bundle))
                    .thenCompose(started -> beforeIsOurs ? remove() : nothing())
                    .whenComplete((done, error) -> {
                        if (error == null) {
                            result.complete(bundle);
                        } else {
                            failure = Reasons.of(error);
                            discard(bundle).whenComplete((gone, ignored) -> result.completeExceptionally(error));
                        }
                    });
            return result;
        });
    }

    /** What will run. */
    JarFacts next() {
        return next;
    }

    /** Why it is in vain, while the new one is being removed; null before. */
    RefusedException failure() {
        return failure;
    }

    /** Why the one before it is still there, once the new one runs; empty when it is gone. */
    String stays() {
        return stays;
    }

    /** What the new one, or the one before it, takes long for; empty when nothing does. */
    String slow() {
        String own = installed == Running.NOTHING ? "" : port.slow(installed);
        String other = before == Running.NOTHING ? "" : port.slow(before);
        return own.isEmpty() && !other.isEmpty() ? "the one before it stops: " + other : own;
    }

    private CompletionStage<Void> start(long bundle) {
        if (before == Running.NOTHING) {
            return port.start(bundle);
        }
        Set<String> offers = port.offers(before);
        return stopFirst ? afterStop(bundle, offers) : beside(bundle, offers);
    }

    /** What is wrong only once the other one is gone brings that back. */
    private CompletionStage<Void> beside(long bundle, Set<String> offers) {
        boolean wasReady = port.readiness(before).state() == Readiness.State.READY;
        return port.start(bundle)
                .thenCompose(active -> port.up(bundle, offers))
                .thenCompose(up -> said(() -> port.stop(before)))
                .thenCompose(alone -> wasReady ? oweUnlessUp(bundle) : nothing());
    }

    private CompletionStage<Void> oweUnlessUp(long bundle) {
        return port.up(bundle, Set.of()).whenComplete((up, error) -> {
            if (error != null) {
                port.owe(before);
            }
        });
    }

    private CompletionStage<Void> remove() {
        return said(() -> port.uninstall(before)).thenRun(() -> stays = port.isInstalled(before) ? stays : "");
    }

    /** Whether the one before it can leave is no matter of the new one's. */
    private CompletionStage<Void> said(Supplier<CompletionStage<Void>> step) {
        return guarded(step).exceptionally(error -> {
            stays = Reasons.of(error).getMessage();
            return null;
        });
    }

    /** Nothing stops for one that can't be wired anyway. */
    private CompletionStage<Void> afterStop(long bundle, Set<String> offers) {
        return port.resolve(bundle)
                .thenCompose(wired -> {
                    port.owe(before);
                    return unlessStuck(port.stop(before));
                })
                .thenCompose(stopped -> port.start(bundle))
                .thenCompose(active -> port.up(bundle, offers));
    }

    /** One whose stop throws is stopped all the same; one whose stop could not be called is not. */
    private static CompletionStage<Void> unlessStuck(CompletionStage<Void> stop) {
        return stop.handle((done, error) -> error == null ? null : Reasons.of(error))
                .thenCompose(reason -> reason != null && (reason.isStuck() || reason.isUnresolved())
                        ? CompletableFuture.failedFuture(RefusedException.blocked(
                                "the one before it does not stop, it is tried when that does: " + reason.getMessage()))
                        : nothing());
    }

    private CompletionStage<Void> discard(long bundle) {
        return quietly(() -> port.stop(bundle)).thenCompose(stopped -> quietly(() -> port.uninstall(bundle)));
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    /** What fails here hangs, or was gone before; whoever looks after all bundles sees to it. */
    private static CompletionStage<Void> quietly(Supplier<CompletionStage<Void>> step) {
        return guarded(step).exceptionally(error -> null);
    }

    private static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
