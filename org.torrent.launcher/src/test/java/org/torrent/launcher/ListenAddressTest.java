package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0.0.0:0",
        "6881, 0.0.0.0:6881",
        "10.0.0.1:7000, 10.0.0.1:7000",
        "[::1]:65535, [::1]:65535",
        "localhost:0080, localhost:80",
    })
    void parse_shouldNameHostAndPort(String text, String expected) {
        assertThat(ListenAddress.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "x", ":6881", "65536", "::1:6881", "[::1]", "[]:1", "1.2.3.4:", "-1", "123456"})
    void parse_whenMalformed_shouldBeAUsageErrorThatShowsTheText(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOfSatisfying(
                        LaunchException.class, e -> assertThat(e.status()).isEqualTo(LaunchException.USAGE))
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"daemon, 0.0.0.0:6881", "get, 0.0.0.0:0", "seed, 0.0.0.0:0", "create, 127.0.0.1:0", "demo, 127.0.0.1:0"
    })
    void of_whenNothingIsAsked_shouldSuitTheCommand(String command, String expected) {
        assertThat(ListenAddress.of(new Invocation(List.of(command)))).isEqualTo(expected);
    }
}
