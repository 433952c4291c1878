package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @ValueSource(strings = {"example.org:1", "192.0.2.1:65535", "[2001:db8::1]:6881", "[fe80::1%eth0]:6881"})
    void toString_whenParsed_shouldGiveTheTextBack(String text) {
        assertThat(HostPort.parse(text)).hasToString(text);
    }

    @Test
    void parse_whenIPv6_shouldDropTheBrackets() {
        assertThat(HostPort.parse("[::1]:80")).isEqualTo(new HostPort("::1", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "host",
                "host:",
                ":80",
                "host:0",
                "host:65536",
                "host:-1",
                "host:8 0",
                "host:+80",
                "::1:80",
                "[::1]",
                "[::1]80",
                "[host]:80",
                "[]:80",
                "ho st:80",
                "host/x:80",
                "a@b:80",
                "host\n:80",
                "host:999999"
            })
    void parse_whenMalformed_shouldRefuse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text));
    }
}
