package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.torrent.runtime.configuration.ConfiguredValues;
import org.torrent.runtime.configuration.WrongValue;

class PexSettingsTest {
    private List<String> wrong = List.of();

    private PexSettings read(Map<String, Object> configured, String property, boolean given) {
        ConfiguredValues values = new ConfiguredValues(PexSettings.PID, configured);
        PexSettings settings = PexSettings.of(values, property, given);
        wrong = values.wrong().stream().map(WrongValue::toString).toList();
        return settings;
    }

    @Test
    void of_whenNothingIsConfigured_shouldBeTheDefaults() {
        assertThat(read(Map.of(), null, false)).isEqualTo(PexSettings.DEFAULTS);
        assertThat(PexSettings.DEFAULTS)
                .isEqualTo(new PexSettings(true, PexLimits.INTERVAL_NANOS, PexLimits.SENT_PEERS));
        assertThat(wrong).isEmpty();
    }

    @Test
    void of_whenConfigured_shouldBeThat() {
        assertThat(read(Map.of("interval.seconds", 86_400, "sent.peers", "7"), "on", false))
                .isEqualTo(new PexSettings(true, TimeUnit.DAYS.toNanos(1), 7));
        assertThat(wrong).isEmpty();
    }

    @Test
    void of_whenOutOfBounds_shouldNameItAndWhatIsUsed() {
        assertThat(read(Map.of("interval.seconds", 59, "sent.peers", 51, "intervall", 1), null, false))
                .isEqualTo(PexSettings.DEFAULTS);
        assertThat(wrong)
                .hasSize(3)
                .allMatch(line -> line.contains("org.torrent.ext.pex"))
                .anyMatch(line -> line.contains("interval.seconds")
                        && line.contains("'59' is wrong")
                        && line.contains("from 60 to 86400; the default is used"))
                .anyMatch(line -> line.contains("sent.peers") && line.contains("'51' is wrong"))
                .anyMatch(line -> line.contains("intervall") && line.contains("there is no such key"));
    }

    @Test
    void of_whenThePropertyIsWrong_shouldNameItAndWhatIsUsed() {
        assertThat(read(Map.of(), "no", false).enabled()).isTrue();
        assertThat(wrong)
                .singleElement()
                .asString()
                .contains("torrent.pex", "'no' is wrong, must be on or off; the default is used");
    }

    @Test
    void of_whenEitherSaysOff_shouldBeOff() {
        assertThat(read(Map.of(), "off", false).enabled()).isFalse();
        assertThat(read(Map.of("enabled", false), "on", false).enabled()).isFalse();
    }

    @Test
    void of_whenTheCommandLineSaysSo_shouldWinOverTheConfiguration() {
        assertThat(read(Map.of("enabled", "false"), "on", true).enabled()).isTrue();
        assertThat(read(Map.of("enabled", "true"), "off", true).enabled()).isFalse();
    }
}
