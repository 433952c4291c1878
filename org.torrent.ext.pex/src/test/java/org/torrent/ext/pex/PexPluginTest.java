package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.torrent.api.Alert;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionContext;

/** Its configuration, as containers hand it over. */
class PexPluginTest {
    private static final Map<String, Object> SHIPPED = Map.of(
            PluginProperties.EXTENSION_NAMES, PexPlugin.NAME, PluginProperties.ADOPTION, "live", "component.name", "x");

    private final List<Alert> alerts = new ArrayList<>();
    private final SessionContext session =
            proxy(SessionContext.class, (self, method, arguments) -> switch (method.getName()) {
                case "postAlert" -> alerts.add((Alert) arguments[0]) ? null : null;
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static PexPlugin plugin(Map<String, String> properties) {
        return new PexPlugin(
                proxy(BundleContext.class, (self, method, arguments) -> properties.get(arguments[0])), SHIPPED);
    }

    @Test
    void added_whenNothingIsConfigured_shouldFindNothingWrong() {
        plugin(Map.of("torrent.pex", "on", "torrent.given", "torrent.pex")).added(session);
        new PexPlugin().added(session);
        assertThat(alerts).isEmpty();
    }

    @Test
    void added_whenThePropertyIsWrong_shouldNameIt() {
        plugin(Map.of("torrent.pex", "of")).added(session);
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.what()).isEqualTo("configuration_wrong");
            assertThat(alert.message()).contains("torrent.pex", "'of'", "the default is used");
        });
    }

    @Test
    void modified_whenAValueIsWrong_shouldNameIt() {
        PexPlugin plugin = plugin(Map.of());
        plugin.modified(Map.of("sent.peers", 0));
        assertThat(alerts).as("nobody to tell").isEmpty();
        plugin.added(session);
        plugin.modified(Map.of("interval.seconds", "soon", "enabled", false));
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(1).message())
                .contains("org.torrent.ext.pex", "interval.seconds", "soon", "what it was stays");
    }
}
