package org.torrent.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.update.BundlePort;

/** A framework that does as it is told, and keeps a record of it. */
final class FakeBundles implements BundlePort {
    /** What was done, such as {@code start b 2.0.0}. */
    final List<String> calls = new ArrayList<>();

    /** Names with versions whose start fails, and how. */
    final Map<String, RefusedException> failing = new HashMap<>();

    /** Those that start and offer less than the one before. */
    final Set<String> poor = new HashSet<>();

    /** Those that are not ready beside another one, and why. */
    final Map<String, RefusedException> unready = new HashMap<>();

    /** Those that can't be used once they are alone, and why. */
    final Map<String, RefusedException> useless = new HashMap<>();

    /** Those that take long for something. */
    final Map<String, String> taking = new HashMap<>();

    /** Those whose start takes until it is completed here. */
    final Map<String, CompletableFuture<Void>> slow = new HashMap<>();

    /** Those whose stop does not return. */
    final Set<String> hanging = new HashSet<>();

    final Map<String, Shipped> shipped = new HashMap<>();
    private final Map<Long, String> names = new TreeMap<>();
    private final Set<Long> owed = new HashSet<>();
    private final Set<Long> active = new HashSet<>();
    private long ids = 100;

    /** A bundle of the distribution, which runs. */
    void ship(long bundle, String name, String whyNot, boolean stopFirst) {
        shipped.put(name, new Shipped(bundle, whyNot, stopFirst));
        names.put(bundle, name + " shipped");
        active.add(bundle);
    }

    /** Names with versions of those that run. */
    List<String> active() {
        return names.entrySet().stream()
                .filter(entry -> active.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** How many are installed. */
    int installed() {
        return names.size();
    }

    @Override
    public Optional<Shipped> shipped(String symbolicName) {
        return Optional.ofNullable(shipped.get(symbolicName));
    }

    @Override
    public CompletionStage<Long> install(JarFacts jar) {
        names.put(++ids, jar.symbolicName() + " " + jar.version());
        return CompletableFuture.completedFuture(ids);
    }

    @Override
    public CompletionStage<Void> resolve(long bundle) {
        RefusedException why = failing.get(names.get(bundle));
        return why != null && why.isUnresolved()
                ? CompletableFuture.failedFuture(why)
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> start(long bundle) {
        String name = names.get(bundle);
        calls.add("start " + name);
        if (failing.containsKey(name)) {
            return CompletableFuture.failedFuture(failing.get(name));
        }
        return slow.getOrDefault(name, CompletableFuture.completedFuture(null)).thenRun(() -> {
            active.add(bundle);
            owed.remove(bundle);
        });
    }

    @Override
    public Set<String> offers(long bundle) {
        return poor.contains(names.get(bundle)) ? Set.of() : Set.of("a kind");
    }

    @Override
    public CompletionStage<Void> up(long bundle, Set<String> offers) {
        String name = names.get(bundle);
        if (!offers(bundle).containsAll(offers)) {
            return CompletableFuture.failedFuture(new RefusedException("it offers less"));
        }
        boolean isAlone = names.entrySet().stream()
                .filter(other -> active.contains(other.getKey()))
                .noneMatch(other ->
                        other.getKey() != bundle && base(other.getValue()).equals(base(name)));
        Map<String, RefusedException> why = isAlone ? useless : unready;
        return why.containsKey(name)
                ? CompletableFuture.failedFuture(why.get(name))
                : CompletableFuture.completedFuture(null);
    }

    private static String base(String name) {
        return name.split(" ", 2)[0];
    }

    @Override
    public Readiness readiness(long bundle) {
        RefusedException why = useless.get(names.get(bundle));
        return why == null ? Readiness.ready() : Readiness.refused(why.getMessage());
    }

    @Override
    public String slow(long bundle) {
        return taking.getOrDefault(names.get(bundle), "");
    }

    @Override
    public boolean isStuck(long bundle) {
        return hanging.contains(names.get(bundle));
    }

    @Override
    public int stuck(String symbolicName) {
        return (int)
                hanging.stream().filter(name -> base(name).equals(symbolicName)).count();
    }

    @Override
    public boolean isInstalled(long bundle) {
        return names.containsKey(bundle);
    }

    @Override
    public Map<Long, String> ours() {
        Map<Long, String> ours = new TreeMap<>();
        names.forEach((id, name) -> {
            if (id > 100 && !hanging.contains(name)) {
                ours.put(id, name.split(" ", 2)[0]);
            }
        });
        return ours;
    }

    @Override
    public void owe(long bundle) {
        owed.add(bundle);
    }

    @Override
    public boolean isOwed(long bundle) {
        return owed.contains(bundle);
    }

    @Override
    public boolean isActive(long bundle) {
        return active.contains(bundle);
    }

    @Override
    public CompletionStage<Void> stop(long bundle) {
        calls.add("stop " + names.get(bundle));
        if (hanging.contains(names.get(bundle))) {
            return CompletableFuture.failedFuture(RefusedException.stuck("its stop has not returned"));
        }
        active.remove(bundle);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> uninstall(long bundle) {
        if (!hanging.contains(names.get(bundle))) {
            calls.add("uninstall " + names.remove(bundle));
        }
        return CompletableFuture.completedFuture(null);
    }
}
