package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.torrent.api.deploy.Readiness;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginsOfSession;

class PluginReferencesTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void bundleChanged_whenABundleStops_shouldTakeItsPluginsOutBeforeItsOwnCodeRuns() {
        PluginsOfSession session = fake(PluginsOfSession.class, Map.of("expect", arguments -> presence(arguments[1])));
        PluginReferences plugins = new PluginReferences(
                fake(BundleContext.class, Map.of("addBundleListener", arguments -> null)), session);
        plugins.open();
        Bundle stops = bundle(7);
        ServiceReference<?> one = reference(stops, 1);
        plugins.add(PluginKind.EXTENSION, one);
        plugins.add(PluginKind.EXTENSION, reference(bundle(8), 2));

        plugins.bundleChanged(new BundleEvent(BundleEvent.STOPPING, stops));

        assertThat(calls).containsExactly("1 leaves");
        plugins.remove(PluginKind.EXTENSION, one);
        assertThat(calls).containsExactly("1 leaves", "1 leaves"); // which it did
    }

    private PluginPresence presence(Object origin) {
        long service = ((PluginOrigin) origin).serviceId();
        return fake(
                PluginPresence.class,
                Map.of("leave", arguments -> calls.add(service + " leaves"), "await", arguments -> null));
    }

    private static Bundle bundle(long id) {
        return fake(
                Bundle.class,
                Map.of(
                        "getBundleId", arguments -> id,
                        "getSymbolicName", arguments -> "org.example",
                        "getVersion", arguments -> Version.emptyVersion));
    }

    private static ServiceReference<?> reference(Bundle bundle, long id) {
        Map<String, Object> properties = Map.of("service.id", id);
        return fake(
                ServiceReference.class,
                Map.of(
                        "getBundle", arguments -> bundle,
                        "getProperty", arguments -> properties.get(arguments[0]),
                        "getPropertyKeys", arguments -> properties.keySet().toArray(new String[0])));
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> {
                        Object result = methods.get(method.getName()).apply(arguments);
                        yield method.getReturnType() == void.class ? null : result;
                    }
                }));
    }

    @Test
    void readiness_whenTheBundleIsUninstalledMeanwhile_shouldHaveNothingAgainstIt() {
        Bundle gone = (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(), new Class<?>[] {Bundle.class}, (self, method, arguments) -> {
                    throw new IllegalStateException("it was uninstalled");
                });
        assertThat(new PluginReferences(null, null).readiness(gone).state()).isEqualTo(Readiness.State.READY);
    }
}
