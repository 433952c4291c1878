package org.torrent.deploy.framework;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Which bundles are wired to each other, or would be when they are resolved. */
final class Wired {
    private Wired() {}

    /** A bundle and all that it hangs together with, among {@code all}; what is left out separates. */
    static Set<Bundle> with(Bundle bundle, List<Bundle> all) {
        Set<Bundle> found = new HashSet<>(Set.of(bundle));
        Set<Bundle> left = new HashSet<>(all);
        left.remove(bundle);
        Deque<Bundle> next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            Set<Bundle> near = near(next.poll(), left);
            left.removeAll(near);
            found.addAll(near);
            next.addAll(near);
        }
        return found;
    }

    private static Set<Bundle> near(Bundle bundle, Set<Bundle> all) {
        Set<Bundle> near = new HashSet<>();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null && wiring.isInUse()) {
            wires(wiring.getRequiredWires(null)).map(BundleWire::getProvider).forEach(one -> near.add(one.getBundle()));
            wires(wiring.getProvidedWires(null)).map(BundleWire::getRequirer).forEach(one -> near.add(one.getBundle()));
            near.retainAll(all);
        }
        all.stream()
                .filter(other -> isWanted(bundle, other) || isWanted(other, bundle))
                .forEach(near::add);
        return near;
    }

    private static Stream<BundleWire> wires(List<BundleWire> wires) {
        return wires == null ? Stream.of() : wires.stream(); // null: the wiring went meanwhile
    }

    /** Whether one that is not resolved yet may get something of another. */
    private static boolean isWanted(Bundle unresolved, Bundle other) {
        if (unresolved.getState() != Bundle.INSTALLED) {
            return false;
        }
        BundleRevision wants = unresolved.adapt(BundleRevision.class);
        BundleRevision has = other.adapt(BundleRevision.class);
        if (wants == null || has == null) {
            return false;
        }
        List<BundleCapability> offered = new ArrayList<>(has.getDeclaredCapabilities(null));
        Predicate<BundleRequirement> isMet = requirement -> offered.stream().anyMatch(requirement::matches);
        return wants.getDeclaredRequirements(null).stream()
                .filter(Objects::nonNull)
                .anyMatch(isMet);
    }
}
