package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.session.SessionSettings;
import org.torrent.session.SettingValues;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;

/** What plugins read of the session's configuration. */
class SettingValuesTest {
    private final Map<String, Object> values = SettingValues.of(new SessionSettings(
            List.of(new InetSocketAddress("127.0.0.1", 6881), new InetSocketAddress("::1", 6882)),
            DialStrategy.parse("utp,tcp"),
            32L << 20,
            3,
            new TorrentSettings(5, 60, false),
            BudgetSettings.DEFAULTS));

    @Test
    void of_shouldHaveTheKeysAndTypesOfTheConfiguration() {
        Method[] attributes = SessionConfiguration.class.getDeclaredMethods();
        assertThat(values.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(attributes)
                        .map(method -> method.getName().replace('_', '.'))
                        .toList());
        for (Method attribute : attributes) {
            assertThat(values.get(attribute.getName().replace('_', '.')))
                    .as(attribute.getName())
                    .hasSameClassAs(attribute.getDefaultValue());
        }
    }

    @Test
    void of_shouldSayWhatIsConfigured() {
        assertThat(values)
                .containsEntry("listen", "127.0.0.1:6881,[0:0:0:0:0:0:0:1]:6882")
                .containsEntry("transports", "utp,tcp")
                .containsEntry("pool.mebibytes", 32)
                .containsEntry("loops", 3)
                .containsEntry("unchoke.slots", 5)
                .containsEntry("max.peers", 60)
                .containsEntry("connections", 500)
                .containsEntry("hook.giveup.ms", 2_000)
                .containsEntry("fast", false);
    }
}
