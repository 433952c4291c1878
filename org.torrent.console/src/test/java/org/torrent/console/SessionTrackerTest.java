package org.torrent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

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
    void await_whenABundleBringsOne_shouldWait() throws Exception {
        try (SessionTracker tracker = new SessionTracker(context(List.of(bundle(Bundle.ACTIVE, SESSION))))) {
            Thread.currentThread().interrupt(); // only who waits notices
            assertThatThrownBy(() -> tracker.await(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private static BundleContext context(List<Bundle> installed) {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "createFilter" -> FrameworkUtil.createFilter((String) arguments[0]);
                    case "getBundles" -> installed.toArray(Bundle[]::new);
                    default -> null;
                });
    }

    private static Bundle bundle(int state, String provided) {
        Hashtable<String, String> headers =
                new Hashtable<>(provided == null ? Map.of() : Map.of("Provide-Capability", provided));
        return (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getState" -> state;
                    case "getHeaders" -> headers;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
