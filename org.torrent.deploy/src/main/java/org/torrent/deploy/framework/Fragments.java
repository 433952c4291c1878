package org.torrent.deploy.framework;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.torrent.deploy.jar.RefusedException;

/** Fragments and their hosts, which came through a folder too. On the deployer's thread. */
final class Fragments {
    private final BundleContext context;
    private final Predicate<Bundle> isOurs;

    /** @param isOurs whether a bundle came through a folder */
    Fragments(BundleContext context, Predicate<Bundle> isOurs) {
        this.context = context;
        this.isOurs = isOurs;
    }

    static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** The symbolic name of what it attaches to. */
    static String hostName(Bundle fragment) {
        return fragment.getHeaders("")
                .get(Constants.FRAGMENT_HOST)
                .split(";", 2)[0]
                .strip();
    }

    /** The bundle of that name that it may attach to. */
    Optional<Bundle> host(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) && isOurs.test(bundle))
                .findFirst();
    }

    static RefusedException noHost(String name) {
        return RefusedException.unresolved(
                "it is a fragment of " + name + ", which did not come through a deploy folder");
    }

    /**
     * Fails when it is not, after its host was wired anew. It is tried again with another host, or when somebody else wired this
     * one anew: the host is not stopped for it again and again.
     */
    CompletionStage<Void> attached(Bundle fragment, Bundle host) {
        if (fragment.getState() == Bundle.RESOLVED) {
            return CompletableFuture.completedFuture(null);
        }
        String name = host.getSymbolicName();
        WeakReference<BundleWiring> tried = new WeakReference<>(host.adapt(BundleWiring.class));
        return CompletableFuture.failedFuture(
                RefusedException.unless("it does not attach to " + name + ", which goes on without it", () -> host(name)
                        .map(now -> now.adapt(BundleWiring.class))
                        .filter(wiring -> wiring != tried.get())
                        .isPresent()));
    }
}
