package org.torrent.session.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralAddressTest {
    @Test
    void parse_whenItIsAnAddress_shouldGiveIt() {
        assertThat(LiteralAddress.parse("192.0.2.1:6881")).contains(new InetSocketAddress("192.0.2.1", 6881));
        assertThat(LiteralAddress.parse("[2001:db8::1]:1")).contains(new InetSocketAddress("2001:db8::1", 1));
    }

    /** Java would ask a name server for each of the first four: localhost is one that always answers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:1",
                "999.1.1.1:1",
                "[local:host]:1",
                "1.2.3:1",
                "[fe80::1%no-such-interface]:1",
                "[1:2]:1",
                "192.0.2.1",
                "192.0.2.1:0"
            })
    void parse_whenItIsAnythingElse_shouldGiveNothing(String text) {
        assertThat(LiteralAddress.parse(text)).isEmpty();
    }
}
