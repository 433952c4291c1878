package org.torrent.deploy.framework;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.torrent.deploy.jar.RefusedException;

/** Fragments and their hosts, which came through a folder too. On the deployer's thread. */
final class Fragments {
    private final BundleContext context;
    private final Predicate<Bundle> isOurs;
    private final Map<String, HostWirings> wirings = new HashMap<>(); // by the host's name

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
     * Wires a host anew and fails when the fragment is not attached then. It is tried again with another host, or when somebody
     * else wired this one anew: the host is not stopped for it again and again.
     */
    CompletionStage<Void> attach(Bundle fragment, Bundle host, Supplier<CompletionStage<Void>> rewire) {
        String name = host.getSymbolicName();
        wirings.keySet().removeIf(known -> host(known).isEmpty());
        HostWirings wired = wirings.computeIfAbsent(name, key -> new HostWirings());
        wired.begin(host);
        return rewire.get()
                .whenComplete((done, error) -> wired.end(host))
                .thenCompose(done -> attached(fragment, host, wired));
    }

    private CompletionStage<Void> attached(Bundle fragment, Bundle host, HostWirings wired) {
        if (fragment.getState() == Bundle.RESOLVED) {
            return CompletableFuture.completedFuture(null);
        }
        String name = host.getSymbolicName();
        long others = wired.others(host);
        return CompletableFuture.failedFuture(
                RefusedException.unless("it does not attach to " + name + ", which goes on without it", () -> host(name)
                        .filter(now -> wirings.get(name) != wired || wired.others(now) != others)
                        .isPresent()));
    }
}
