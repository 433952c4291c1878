package org.torrent.console.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TrackerUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://t.example/announce", "HTTPS://t.example:1/a?k=1", "udp://[::1]:6969"})
    void convert_whenATrackersUrl_shouldKeepItAsItIs(String url) {
        assertThat(new TrackerUrl().convert(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "ftp://t.example/", "http:/announce", "http://a b/"})
    void convert_whenAnythingElse_shouldNameIt(String text) {
        assertThatThrownBy(() -> new TrackerUrl().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
