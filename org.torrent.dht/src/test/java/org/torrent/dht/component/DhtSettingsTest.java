package org.torrent.dht.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.dht.source.DhtOptions;
import org.torrent.model.HostPort;

/** Configuration and framework properties together. */
class DhtSettingsTest {
    private static DhtOptions options(Map<String, Object> configured, Map<String, String> properties) {
        return new DhtSettings(configured, properties::get).read();
    }

    @Test
    void read_whenNothingIsSaid_shouldBeOnAndBeginNowhere() {
        DhtOptions options = options(Map.of(), Map.of());
        assertThat(options.isEnabled()).isTrue();
        assertThat(options.bootstrap()).isEmpty();
        assertThat(options.node().isReadOnly()).isFalse();
        assertThat(options.node().answerBytesPerSecond()).isEqualTo(8_000);
    }

    @Test
    void read_whenEitherTurnsItOff_shouldBeOffUnlessAFlagSaysOtherwise() {
        assertThat(options(Map.of("enabled", "false"), Map.of("torrent.dht", "on"))
                        .isEnabled())
                .isFalse();
        assertThat(options(Map.of(), Map.of("torrent.dht", "off")).isEnabled()).isFalse();
        assertThat(options(
                                Map.of("enabled", false),
                                Map.of("torrent.dht", "on", "torrent.given", "torrent.dht,torrent.listen"))
                        .isEnabled())
                .isTrue();
    }

    @Test
    void read_whenNodesAreNamed_shouldPreferTheFlagThenTheConfiguration() {
        Map<String, Object> configured = Map.of("bootstrap", new String[] {"a.example:1", "[::1]:2"});
        assertThat(options(configured, Map.of("torrent.dht.bootstrap", "b.example:3"))
                        .bootstrap())
                .containsExactly(new HostPort("a.example", 1), new HostPort("::1", 2));
        assertThat(options(
                                configured,
                                Map.of(
                                        "torrent.dht.bootstrap",
                                        "b.example:3",
                                        "torrent.given",
                                        "torrent.dht.bootstrap"))
                        .bootstrap())
                .containsExactly(new HostPort("b.example", 3));
        assertThat(options(Map.of(), Map.of("torrent.dht.bootstrap", "none")).bootstrap())
                .isEmpty();
    }

    @Test
    void read_whenAValueIsWrong_shouldCostOnlyItselfAndBeNamed() {
        DhtSettings settings = new DhtSettings(
                Map.of("bootstrap", "nowhere", "answer.bytes.per.second", "5", "read.only", "true"),
                Map.of("torrent.dht", "of")::get);
        DhtOptions options = settings.read();
        assertThat(options.isEnabled()).isTrue();
        assertThat(options.bootstrap()).isEmpty();
        assertThat(options.node().isReadOnly()).isTrue();
        assertThat(options.node().answerBytesPerSecond()).isEqualTo(8_000);
        assertThat(settings.wrong()).hasSize(3);
    }
}
