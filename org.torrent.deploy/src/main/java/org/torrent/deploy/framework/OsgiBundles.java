package org.torrent.deploy.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.update.BundlePort;

/** The bundles of the framework that the deployer itself lives in. On the deployer's thread. */
public final class OsgiBundles implements BundlePort {
    private static final String LOCATION = "torrent-deploy:";

    private final BundleContext context;
    private final ScheduledExecutorService deployer;
    private final Deadline deadline;
    private final DisposableCalls calls;
    private final Stuck stuck;
    private final Set<Bundle> owed = new HashSet<>();
    private final Map<Long, String> slow = new HashMap<>(); // what a bundle takes long for
    private final Turns<Bundle> turns = new Turns<>();
    private final ReadyQuestions questions;
    private final UpLooks upLooks;
    private final Fragments fragments;
    private Map<Long, Readiness> ready = Map.of(); // as of the last question
    private Map<Long, Readiness> readyBefore = Map.of();
    private boolean isAsking;
    private long askedNanos;
    private long installed;

    /**
     * Answers on the deployer's thread.
     *
     * @param warn writes into the log
     * @param returned run there when a bundle's code returned that nobody waited for any more
     */
    public OsgiBundles(
            BundleContext context,
            ScheduledExecutorService deployer,
            Deadline deadline,
            Runnable returned,
            Consumer<String> warn) {
        this.context = context;
        this.deployer = deployer;
        this.deadline = deadline;
        this.stuck = new Stuck(returned);
        this.calls = new DisposableCalls(deployer, deadline);
        this.questions = new ReadyQuestions(context, new DisposableCalls(deployer, new Deadline()), warn);
        this.upLooks = new UpLooks(deployer, deadline, questions);
        this.fragments = new Fragments(context, OsgiBundles::isOurs);
        this.askedNanos = System.nanoTime() - DeployLimits.READY_NANOS;
    }

    /** Whether it came through a folder. */
    public static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Whether one of its name, from a folder, may stand for it. */
    public static boolean isReplaceable(Bundle bundle) {
        String update = bundle.getHeaders("").get(JarFacts.UPDATE_HEADER);
        return JarFacts.STOP_FIRST.equals(update) || JarFacts.BESIDE.equals(update);
    }

    @Override
    public Optional<Shipped> shipped(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()) && !isOurs(bundle))
                .findFirst()
                .map(bundle -> {
                    String update = bundle.getHeaders("").get(JarFacts.UPDATE_HEADER);
                    String whyNot = isReplaceable(bundle)
                            ? ""
                            : symbolicName + " " + bundle.getVersion()
                                    + " is a part of the runtime that can't be replaced while it runs";
                    return new Shipped(bundle.getBundleId(), whyNot, JarFacts.STOP_FIRST.equals(update));
                });
    }

    @Override
    public CompletionStage<Long> install(JarFacts jar) {
        if (jar.isFragment()
                && fragments.host(jar.fragmentHost()).isEmpty()) { // once installed it could attach to another
            return CompletableFuture.failedFuture(Fragments.noHost(jar.fragmentHost()));
        }
        String location = location(jar);
        AtomicReference<Bundle> bundle = new AtomicReference<>(); // listeners of others may hang
        return calls.call(
                        "its installation",
                        () -> bundle.set(install(jar, location)),
                        stuck.installationOf(jar.symbolicName()))
                .thenApply(v -> bundle.get().getBundleId());
    }

    /** One of its own, also beside what hangs since before the deployer was started again. */
    private String location(JarFacts jar) {
        String location;
        do {
            location = LOCATION + jar.symbolicName() + '/' + jar.digest() + '/' + ++installed;
        } while (context.getBundle(location) != null);
        return location;
    }

    private Bundle install(JarFacts jar, String location) throws RefusedException {
        try (InputStream in = Files.newInputStream(jar.copy())) {
            Bundle bundle = context.installBundle(location, in);
            int level = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
            BundleStartLevel own = bundle.adapt(BundleStartLevel.class);
            if (own.getStartLevel() != level) { // it is done by a thread of the framework's, which others need
                own.setStartLevel(level);
            }
            return bundle;
        } catch (IOException | BundleException | RuntimeException | Error e) {
            throw new RefusedException("it can't be installed: " + rootMessage(e));
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = StartFailure.root(failure);
        return root == failure ? StartFailure.text(failure) : failure.getMessage() + ": " + StartFailure.text(root);
    }

    @Override
    public CompletionStage<Void> resolve(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            return gone();
        }
        return turn(
                bundle,
                () -> Fragments.isFragment(bundle)
                        ? CompletableFuture.completedFuture(null)
                        : guarded(bundle, "its wiring", () -> wire(bundle)));
    }

    private static CompletionStage<Void> gone() {
        return CompletableFuture.failedFuture(new RefusedException("somebody uninstalled it"));
    }

    private void wire(Bundle bundle) throws RefusedException {
        if (!wiring().resolveBundles(List.of(bundle))) {
            throw Unresolved.of(bundle, context.getBundles());
        }
    }

    @Override
    public CompletionStage<Void> start(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            return gone();
        }
        return turn(bundle, () -> Fragments.isFragment(bundle) ? startFragment(bundle) : startWhole(bundle));
    }

    /** After what is done with all that it is wired to, but for such as hangs: nobody waits for that. */
    private <T> CompletionStage<T> turn(Bundle bundle, Supplier<CompletionStage<T>> step) {
        List<Bundle> ours = Arrays.stream(context.getBundles())
                .filter(other -> isOurs(other) && !stuck.contains(other))
                .toList();
        return turns.take(Wired.with(bundle, ours), step);
    }

    private CompletionStage<Void> startWhole(Bundle bundle) {
        return guarded(bundle, "its start", () -> {
                    wire(bundle);
                    try {
                        bundle.start(Bundle.START_TRANSIENT);
                    } catch (BundleException e) {
                        throw new RefusedException("its start failed: " + StartFailure.of(e));
                    }
                })
                .thenRun(() -> owed.remove(bundle));
    }

    private CompletionStage<Void> startFragment(Bundle fragment) {
        List<String> missing = Unresolved.missing(fragment, context.getBundles());
        if (!missing.isEmpty()) { // its host would be stopped for nothing
            return CompletableFuture.failedFuture(Unresolved.needs(missing));
        }
        String name = Fragments.hostName(fragment);
        return fragments
                .host(name)
                .map(host -> fragments.attach(fragment, host, () -> rewire(host)))
                .orElseGet(() -> CompletableFuture.failedFuture(Fragments.noHost(name)));
    }

    @Override
    public Set<String> offers(long bundle) {
        return UpLooks.kinds(context.getBundle(bundle));
    }

    @Override
    public CompletionStage<Void> up(long id, Set<String> offers) {
        Bundle bundle = context.getBundle(id);
        CompletionStage<Void> up = upLooks.up(bundle, offers, what -> slow.put(id, what));
        up.whenComplete((done, error) -> slow.remove(id));
        return up;
    }

    @Override
    public Readiness readiness(long bundle) {
        long now = System.nanoTime();
        if (!isAsking && now - askedNanos >= DeployLimits.READY_NANOS) {
            isAsking = true;
            askedNanos = now;
            questions.ask(activeOnes()).thenAccept(answers -> {
                isAsking = false;
                readyBefore = ready;
                ready = answers;
            });
        }
        Readiness answer = ready.getOrDefault(bundle, Readiness.ready());
        boolean isPassing = answer.state() == Readiness.State.PENDING
                && readyBefore.getOrDefault(bundle, Readiness.ready()).state() != Readiness.State.PENDING;
        return isPassing ? Readiness.ready() : answer; // starting takes its time
    }

    private Set<Long> activeOnes() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> isOurs(bundle) && bundle.getState() == Bundle.ACTIVE)
                .map(Bundle::getBundleId)
                .collect(Collectors.toSet());
    }

    @Override
    public String slow(long bundle) {
        return slow.getOrDefault(bundle, "");
    }

    @Override
    public boolean isStuck(long bundle) {
        return stuck.contains(context.getBundle(bundle));
    }

    @Override
    public int stuck(String symbolicName) {
        return stuck.named(symbolicName);
    }

    @Override
    public boolean isInstalled(long bundle) {
        return context.getBundle(bundle) != null;
    }

    @Override
    public boolean isActive(long bundle) {
        Bundle found = context.getBundle(bundle);
        return found != null && found.getState() == (Fragments.isFragment(found) ? Bundle.RESOLVED : Bundle.ACTIVE);
    }

    @Override
    public Map<Long, String> ours() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> isOurs(bundle) && !stuck.contains(bundle))
                .collect(Collectors.toMap(Bundle::getBundleId, Bundle::getSymbolicName));
    }

    @Override
    public void owe(long bundle) {
        Bundle found = context.getBundle(bundle);
        if (found != null) {
            owed.add(found);
        }
    }

    @Override
    public boolean isOwed(long bundle) {
        return owed.contains(context.getBundle(bundle));
    }

    @Override
    public CompletionStage<Void> stop(long id) {
        Bundle bundle = context.getBundle(id);
        return bundle == null ? CompletableFuture.completedFuture(null) : turn(bundle, () -> stop(bundle));
    }

    private CompletionStage<Void> stop(Bundle bundle) {
        int down = Bundle.INSTALLED | Bundle.UNINSTALLED;
        if ((bundle.getState() & down) != 0 || Fragments.isFragment(bundle)) {
            return CompletableFuture.completedFuture(null);
        }
        return guarded(bundle, "its stop", () -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    @Override
    public CompletionStage<Void> uninstall(long id) {
        Bundle bundle = context.getBundle(id);
        return bundle == null ? CompletableFuture.completedFuture(null) : turn(bundle, () -> uninstall(bundle));
    }

    private CompletionStage<Void> uninstall(Bundle bundle) {
        if (stuck.contains(bundle)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<Void> step = CompletableFuture.completedFuture(null);
        for (Bundle user : users(bundle)) {
            if (isOurs(user) && user.getState() == Bundle.ACTIVE) {
                owed.add(user); // its own name starts it again, when it can be wired
                step = step.thenCompose(v -> quietly(stop(user)));
            }
        }
        return step.thenCompose(v -> guarded(bundle, "its removal", bundle::uninstall))
                .thenCompose(v -> {
                    owed.remove(bundle);
                    return refresh(bundle);
                });
    }

    private List<Bundle> users(Bundle bundle) {
        List<Bundle> users = new ArrayList<>(wiring().getDependencyClosure(List.of(bundle)));
        users.remove(bundle);
        return users;
    }

    private CompletionStage<Void> rewire(Bundle host) {
        owed.add(host);
        return stop(host).thenCompose(v -> refresh(host)).thenCompose(v -> startWhole(host));
    }

    /**
     * Only when all that is wired to it is stopped, and came through a folder: the framework would stop others on the thread that
     * all need. Else the classes stay until the next start.
     */
    private CompletionStage<Void> refresh(Bundle bundle) {
        if (!users(bundle).stream().allMatch(this::isAtRest)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        wiring().refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                deployer.execute(() -> done.complete(null));
            }
        });
        deployer.schedule(() -> done.complete(null), deadline.nanos(), TimeUnit.NANOSECONDS);
        return done;
    }

    private boolean isAtRest(Bundle bundle) {
        int restless = Bundle.ACTIVE | Bundle.STARTING | Bundle.STOPPING;
        return isOurs(bundle) && !stuck.contains(bundle) && (bundle.getState() & restless) == 0;
    }

    private static CompletionStage<Void> quietly(CompletionStage<Void> step) {
        return step.exceptionally(error -> null);
    }

    private CompletionStage<Void> guarded(Bundle bundle, String what, DisposableCalls.Call call) {
        if (stuck.contains(bundle)) {
            return CompletableFuture.failedFuture(RefusedException.stuck("it hangs, it can't be touched"));
        }
        long id = bundle.getBundleId();
        CompletionStage<Void> called = calls.call(what, call, stuck.callOf(bundle, reason -> slow.put(id, reason)));
        called.whenComplete((done, error) -> slow.remove(id));
        return called;
    }

    private FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }
}
