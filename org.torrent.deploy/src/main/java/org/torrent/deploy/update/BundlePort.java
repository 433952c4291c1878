package org.torrent.deploy.update;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.jar.JarFacts;

/**
 * What the deployer does with bundles, by their ids. Everything answers on the deployer's thread and in bounded time; what
 * fails, fails with a {@link org.torrent.deploy.jar.RefusedException} that says why.
 */
public interface BundlePort {
    /** The bundle of a name that did not come through a folder, if there is one. */
    Optional<Shipped> shipped(String symbolicName);

    /** Installs it beside whatever has the same name. */
    CompletionStage<Long> install(JarFacts jar);

    /** Wires a bundle, without running anything of it; fails when it can't be. A fragment is wired with its host's start. */
    CompletionStage<Void> resolve(long bundle);

    /** Resolves and starts a bundle, and completes when it is active; a fragment, when its host is, with it. */
    CompletionStage<Void> start(long bundle);

    /** The kinds of services that a bundle offers now. */
    Set<String> offers(long bundle);

    /** Completes when a bundle that was started offers these kinds of services, and whoever takes them up says it is ready. */
    CompletionStage<Void> up(long bundle, Set<String> offers);

    /** What whoever takes up what a bundle offers said last of it; asks again by and by. */
    Readiness readiness(long bundle);

    /** What a bundle does that takes long, with the place it is at; empty when there is nothing. */
    String slow(long bundle);

    /** Whether its code does not return, so that it is not touched. */
    boolean isStuck(long bundle);

    /** How many bundles of a name have code that does not return, those counted whose installation does not. */
    int stuck(String symbolicName);

    /** Bundles that came through a folder, with their symbolic names, but for such as hang. */
    Map<Long, String> ours();

    /** A bundle was stopped for another's sake: it is to be started again, by whoever looks after its name. */
    void owe(long bundle);

    /** Whether a bundle is down for another's sake. */
    boolean isOwed(long bundle);

    /** Whether a bundle is installed. */
    boolean isInstalled(long bundle);

    /** Whether a bundle runs; of a fragment, whether it is attached. */
    boolean isActive(long bundle);

    /** Stops a bundle; nothing happens to one that hangs. */
    CompletionStage<Void> stop(long bundle);

    /** Uninstalls a stopped bundle and lets go of its classes; nothing happens to one that hangs. */
    CompletionStage<Void> uninstall(long bundle);

    /**
     * A bundle of the distribution, or of the container.
     *
     * @param whyNot why none from a folder may replace it; empty: it may
     * @param stopFirst whether it must stop before another one starts
     */
    record Shipped(long bundle, String whyNot, boolean stopFirst) {}
}
