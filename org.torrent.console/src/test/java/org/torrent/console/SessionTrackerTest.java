package org.torrent.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

@Timeout(60)
class SessionTrackerTest {
    private static final String SESSION = "osgi.service;objectClass:List<String>=\"org.torrent.api.TorrentSession\"";

    @Test
    void await_whenNoBundleBringsASession_shouldNotWait() throws Exception {
        Bundle other = bundle(Bundle.ACTIVE, "osgi.service;objectClass:List<String>=\"java.lang.Runnable\"");
        Bundle bare = bundle(Bundle.ACTIVE, null);
        Bundle unresolved = bundle(Bundle.INSTALLED, SESSION);
        for (List<Bundle> installed : List.of(List.of(other, bare), List.of(other, unresolved))) {
            try (SessionTracker tracker = new SessionTracker(context(installed))) {
                assertThat(tracker.await(Duration.ofDays(1))).isEmpty();
            }
        }
    }

    @Test
    void await_whenABundleThatBringsOneIsYetToBeResolved_shouldWaitIfThatCanBe() throws Exception {
        for (boolean isStarted : new boolean[] {false, true}) {
            for (boolean isWhole : new boolean[] {false, true}) {
                Bundle installed = bundle(Bundle.INSTALLED, SESSION, isStarted, isWhole);
                try (SessionTracker tracker = new SessionTracker(context(List.of(installed)))) {
                    assertThat(waits(tracker)).isEqualTo(isStarted && isWhole);
                }
            }
        }
    }

    /** Only who waits notices that it is interrupted. */
    private static boolean waits(SessionTracker tracker) {
        Thread.currentThread().interrupt();
        try {
            return tracker.await(Duration.ofDays(1)).isPresent();
        } catch (InterruptedException e) {
            return true;
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void await_whenABundleBringsOne_shouldWait() throws Exception {
        try (SessionTracker tracker = new SessionTracker(context(List.of(bundle(Bundle.ACTIVE, SESSION))))) {
            assertThat(waits(tracker)).isTrue();
        }
    }

    private static BundleContext context(List<Bundle> installed) {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "createFilter" -> FrameworkUtil.createFilter((String) arguments[0]);
                    case "getBundles" -> installed.toArray(Bundle[]::new);
                    case "getBundle" -> installed.get(0);
                    default -> null;
                });
    }

    private static Bundle bundle(int state, String provided) {
        return bundle(state, provided, true, false);
    }

    /** Its framework, too: whether it is to be started, and has all it needs. */
    private static Bundle bundle(int state, String provided, boolean isStarted, boolean isWhole) {
        Hashtable<String, String> headers =
                new Hashtable<>(provided == null ? Map.of() : Map.of("Provide-Capability", provided));
        return proxy(Bundle.class, (method, arguments) -> switch (method) {
            case "getState" -> state;
            case "getHeaders" -> headers;
            case "adapt" ->
                arguments[0] == BundleStartLevel.class
                        ? proxy(BundleStartLevel.class, (asked, none) -> isStarted)
                        : proxy(FrameworkWiring.class, (asked, bundles) -> isWhole);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName(), arguments)));
    }
}
