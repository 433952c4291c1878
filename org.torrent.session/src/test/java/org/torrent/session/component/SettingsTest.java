package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void address_whenOnlyAPort_shouldBeTheWildcard() {
        InetSocketAddress address = Settings.address("6881");
        assertThat(address.getAddress().isAnyLocalAddress()).isTrue();
        assertThat(address.getPort()).isEqualTo(6881);
    }

    @Test
    void address_whenIpv6InBrackets_shouldBeRead() {
        assertThat(Settings.address("[::1]:7")).isEqualTo(new InetSocketAddress("::1", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:-1"})
    void address_whenMalformed_shouldNameThePropertyAndTheText(String text) {
        assertThatThrownBy(() -> Settings.address(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("torrent.listen")
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void addresses_whenSeveral_shouldReadEachOnce() {
        assertThat(Settings.addresses("127.0.0.1:1, [::1]:2,127.0.0.1:1"))
                .containsExactly(new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("::1", 2));
        assertThat(Settings.addresses("none")).isEmpty();
    }
}
