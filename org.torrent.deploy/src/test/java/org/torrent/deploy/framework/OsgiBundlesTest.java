package org.torrent.deploy.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.torrent.deploy.TestJar;
import org.torrent.deploy.jar.JarFacts;
import org.torrent.deploy.jar.RefusedException;
import org.torrent.deploy.jar.WholeJar;

/** A framework in which nothing can be wired but what the test says. */
class OsgiBundlesTest {
    private static final long HOST = 1;
    private static final long FRAGMENT = 2;
    private static final long OTHER_FRAGMENT = 3;

    private final ScheduledExecutorService deployer = Executors.newSingleThreadScheduledExecutor();
    private final Collection<String> calls = new ConcurrentLinkedQueue<>();
    private boolean resolves;
    private List<BundleRequirement> needs = List.of();
    private final Map<Long, Bundle> all = new HashMap<>();
    private BundleWiring hostWiring;
    private final List<RefusedException> refusals = new ArrayList<>();
    private final List<Boolean> overWhileWired = new ArrayList<>();
    private final BundleContext context = Fakes.of(
            BundleContext.class,
            Map.of(
                    "getBundle", arguments -> found(arguments[0]),
                    "installBundle", arguments -> told("install " + arguments[0]),
                    "getBundles", arguments -> all.values().toArray(new Bundle[0])));
    private final OsgiBundles bundles =
            new OsgiBundles(context, deployer, new Deadline(), () -> {}, warning -> calls.add(warning));

    OsgiBundlesTest() {
        all.put(0L, bundle(0, "system", Bundle.ACTIVE, 0));
        all.put(HOST, bundle(HOST, "host", Bundle.ACTIVE, 0));
        all.put(FRAGMENT, bundle(FRAGMENT, "fragment", Bundle.INSTALLED, BundleRevision.TYPE_FRAGMENT));
        all.put(OTHER_FRAGMENT, bundle(OTHER_FRAGMENT, "other", Bundle.INSTALLED, BundleRevision.TYPE_FRAGMENT));
    }

    @AfterEach
    void end() {
        deployer.shutdownNow();
    }

    private Bundle bundle(long id, String name, int state, int types) {
        BundleRevision revision = Fakes.of(
                BundleRevision.class,
                Map.of(
                        "getTypes", arguments -> types,
                        "getDeclaredCapabilities", arguments -> List.of(),
                        "getDeclaredRequirements", arguments -> needs));
        FrameworkWiring wiring = Fakes.of(
                FrameworkWiring.class,
                Map.of(
                        "resolveBundles", arguments -> resolves,
                        "getDependencyClosure", arguments -> List.of(),
                        "refreshBundles", arguments -> refreshed((FrameworkListener[]) arguments[1])));
        return Fakes.of(
                Bundle.class,
                Map.of(
                        "getBundleId", arguments -> id,
                        "getSymbolicName", arguments -> name,
                        "getLocation", arguments -> id == 0 ? "System Bundle" : "torrent-deploy:" + name,
                        "getState", arguments -> state,
                        "getHeaders", arguments -> new Hashtable<>(Map.of("Fragment-Host", "host")),
                        "adapt",
                                arguments -> arguments[0] == BundleRevision.class
                                        ? revision
                                        : arguments[0] == FrameworkWiring.class
                                                ? wiring
                                                : id == HOST && arguments[0] == BundleWiring.class ? hostWiring : null,
                        "stop", arguments -> told("stop " + name),
                        "start", arguments -> told("start " + name)));
    }

    private Bundle found(Object idOrLocation) {
        return idOrLocation instanceof Long id
                ? all.get(id)
                : all.values().stream()
                        .filter(bundle -> bundle.getLocation().equals(idOrLocation))
                        .findFirst()
                        .orElse(null);
    }

    private Object refreshed(FrameworkListener... listeners) {
        hostWiring = Fakes.of(BundleWiring.class, Map.of());
        refusals.stream().map(RefusedException::isOver).forEach(overWhileWired::add);
        listeners[0].frameworkEvent(new FrameworkEvent(FrameworkEvent.PACKAGES_REFRESHED, all.get(0L), null));
        return null;
    }

    private Object told(String call) {
        calls.add(call);
        return null;
    }

    private void join(Supplier<CompletionStage<Void>> step) {
        CompletableFuture.supplyAsync(step, deployer)
                .thenCompose(stage -> stage)
                .join();
    }

    private static boolean mayComeLater(Throwable error) {
        return error instanceof RefusedException refused && refused.isUnresolved();
    }

    @Test
    void start_whenAFragmentNeedsWhatNobodyHas_shouldSaySoAndLeaveItsHostAlone() {
        needs = List.of(Fakes.of(
                BundleRequirement.class,
                Map.of(
                        "getNamespace", arguments -> BundleRevision.PACKAGE_NAMESPACE,
                        "getDirectives", arguments -> Map.of("filter", "(osgi.wiring.package=x)"),
                        "matches", arguments -> false)));
        assertThatThrownBy(() -> join(() -> bundles.start(FRAGMENT)))
                .hasMessageContaining("it needs the package x, which no bundle has")
                .cause()
                .matches(OsgiBundlesTest::mayComeLater);
        assertThat(calls).isEmpty();
    }

    @Test
    void start_whenAFragmentDoesNotAttach_shouldNotBeTriedWhenItsHostIsWiredAgain() {
        resolves = true;
        assertThatThrownBy(() -> join(() -> bundles.start(FRAGMENT)))
                .hasMessageContaining("it does not attach to host")
                .cause()
                .isInstanceOf(RefusedException.class)
                .matches(error -> !mayComeLater(error));
        assertThat(calls).containsExactly("stop host", "start host");
    }

    @Test
    void start_whenSomebodyWiresTheHostOfOneThatDidNotAttach_shouldSayThatItMayBeTried() {
        resolves = true;
        RefusedException refused = refusal(FRAGMENT);
        assertThat(refused.isOver()).isFalse();
        hostWiring = Fakes.of(BundleWiring.class, Map.of());
        assertThat(refused.isOver()).isTrue();
        all.remove(HOST);
        assertThat(refused.isOver()).isFalse();
    }

    private RefusedException refusal(long bundle) {
        AtomicReference<RefusedException> refused = new AtomicReference<>();
        CompletableFuture.supplyAsync(() -> bundles.start(bundle), deployer)
                .thenCompose(stage -> stage)
                .handle((done, error) -> {
                    refused.set((RefusedException) (error instanceof CompletionException ? error.getCause() : error));
                    return null;
                })
                .join();
        return refused.get();
    }

    @Test
    void start_whenTwoFragmentsDoNotAttach_shouldNotTryTheOneForTheSakeOfTheOther() {
        resolves = true;
        RefusedException one = refusal(FRAGMENT);
        refusals.add(one);
        RefusedException other = refusal(OTHER_FRAGMENT);
        assertThat(overWhileWired).as("while the host is wired for the other").containsExactly(false);
        assertThat(one.isOver()).isFalse();
        assertThat(other.isOver()).isFalse();
        refusals.clear();
        hostWiring = Fakes.of(BundleWiring.class, Map.of()); // somebody else did that
        assertThat(one.isOver()).isTrue();
        assertThat(other.isOver()).isTrue();
        RefusedException again = refusal(FRAGMENT);
        assertThat(again.isOver()).isFalse();
        assertThat(other.isOver()).as("not tried since").isTrue();
        refusal(OTHER_FRAGMENT);
        assertThat(again.isOver()).isFalse();
    }

    @Test
    void install_whenOneOfAnEarlierDeployerHangs_shouldNotBeTakenForThatOne(@TempDir Path home) throws IOException {
        Path jar = Files.write(home.resolve("a.jar"), new TestJar("a", "1.0.0").bytes());
        JarFacts facts = read(jar);
        all.put(7L, bundle(7, "a/" + facts.digest() + "/1", Bundle.STARTING, 0));
        CompletableFuture.supplyAsync(() -> bundles.install(facts), deployer)
                .thenCompose(stage -> stage)
                .handle((id, error) -> id)
                .join();
        assertThat(calls).containsExactly("install torrent-deploy:a/" + facts.digest() + "/2");
    }

    private static JarFacts read(Path jar) {
        try {
            return WholeJar.read(jar);
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void resolve_whenItCannotBeWired_shouldFailAndRunNothing() {
        assertThatThrownBy(() -> join(() -> bundles.resolve(HOST))).cause().matches(OsgiBundlesTest::mayComeLater);
        resolves = true;
        join(() -> bundles.resolve(HOST));
        resolves = false;
        join(() -> bundles.resolve(FRAGMENT)); // with its host
        assertThat(calls).isEmpty();
    }
}
