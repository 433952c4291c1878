package org.torrent.ext.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionContext;

/** Its configuration, as containers hand it over. */
class TrackersPluginTest {
    private static final Map<String, Object> SHIPPED = Map.of(
            PluginProperties.EXTENSION_NAMES,
            new String[] {"lt_trackers", "lt_tex"},
            PluginProperties.ADOPTION,
            "live",
            "component.name",
            "x");

    private final List<Alert> alerts = new ArrayList<>();
    private final TrackersPlugin plugin = new TrackersPlugin();

    private SessionContext session() {
        return (SessionContext) Proxy.newProxyInstance(
                SessionContext.class.getClassLoader(),
                new Class<?>[] {SessionContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "postAlert" -> alerts.add((Alert) arguments[0]) ? null : null;
                    case "torrents" -> List.of();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void activate_whenNothingIsConfigured_shouldFindNothingWrong() {
        plugin.activate(SHIPPED);
        plugin.added(session());
        assertThat(alerts).isEmpty();
    }

    @Test
    void modified_whenAValueIsWrong_shouldNameIt() {
        plugin.activate(SHIPPED);
        plugin.added(session());
        plugin.modified(Map.of("interval.seconds", "soon", "enabled", false));
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.what()).isEqualTo("configuration_wrong");
            assertThat(alert.message()).contains("org.torrent.ext.trackers", "interval.seconds", "soon");
        });
    }
}
