package org.torrent.itest;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** What a bundle may leave behind: class loaders, threads, registered services, uses of services. */
final class BundleTraces {
    private final BundleContext context;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    BundleTraces(BundleContext context) {
        this.context = context;
    }

    /** Watches the class loader that the bundle has now. */
    void watch(Bundle bundle) {
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
    }

    /** How many were watched. */
    int watched() {
        return loaders.size();
    }

    /** How many of them are still in memory, with the garbage collected as well as it goes. */
    long alive() {
        System.gc();
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    /** Threads by name, numbers at their ends left out. */
    static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("-?\\d+$", ""))
                .filter(name -> name.startsWith("plugin") || name.startsWith("torrent"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** Services in the registry by the bundle that registered them, and uses of services by user and provider. */
    Map<String, Long> services() {
        Map<String, Long> counts = new TreeMap<>();
        for (ServiceReference<?> reference : all()) {
            Bundle provider = reference.getBundle();
            if (provider != null) {
                counts.merge(provider.getSymbolicName(), 1L, Long::sum);
                Bundle[] users = reference.getUsingBundles();
                Arrays.stream(users == null ? new Bundle[0] : users)
                        .forEach(user -> counts.merge(
                                user.getSymbolicName() + " uses " + provider.getSymbolicName(), 1L, Long::sum));
            }
        }
        return counts;
    }

    private ServiceReference<?>[] all() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(null, null);
            return all == null ? new ServiceReference<?>[0] : all;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }

    /** Waits until it is what it was. */
    static <T> void awaitSame(String what, T before, Supplier<T> now) {
        Await.until(() -> what + " as before: " + before + ", there is " + now.get(), () -> before.equals(now.get()));
    }
}
