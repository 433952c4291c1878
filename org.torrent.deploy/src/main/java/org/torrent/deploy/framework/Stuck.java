package org.torrent.deploy.framework;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;

/** What hangs: bundles in whose code a call does not return, and installations of which nothing is known yet. On the deployer's thread. */
final class Stuck {
    private final Set<Bundle> bundles = new HashSet<>();
    private final List<String> installations = new ArrayList<>(); // of these names
    private final Runnable returned;

    /** {@code returned} runs when something returned that nobody waited for any more. */
    Stuck(Runnable returned) {
        this.returned = returned;
    }

    boolean contains(Bundle bundle) {
        return bundles.contains(bundle);
    }

    /** How many have that symbolic name. */
    int named(String name) {
        long all = bundles.stream()
                        .filter(bundle -> name.equals(bundle.getSymbolicName()))
                        .count()
                + installations.stream().filter(name::equals).count();
        return (int) all;
    }

    /** Follows a call of a bundle's code. */
    DisposableCalls.Late callOf(Bundle bundle, Consumer<String> slow) {
        return new DisposableCalls.Late() {
            @Override
            public void slow(String reason) {
                slow.accept(reason);
            }

            @Override
            public void hangs() {
                bundles.add(bundle);
            }

            @Override
            public void returned() {
                bundles.remove(bundle); // who looks after its name sees what is to be done
                returned.run();
            }
        };
    }

    /** Follows an installation; what comes of it late is a bundle that nobody knows. */
    DisposableCalls.Late installationOf(String name) {
        return new DisposableCalls.Late() {
            @Override
            public void hangs() {
                installations.add(name);
            }

            @Override
            public void returned() {
                installations.remove(name);
                returned.run();
            }
        };
    }
}
