package org.torrent.front.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1:6881",
        "0.0.0.0,0.0.0.0:6881",
        "::,[::]:6881",
        "::1,[::1]:6881",
        "2001:db8:0:0:1:0:0:1,[2001:db8::1:0:0:1]:6881",
        "2001:db8::,[2001:db8::]:6881",
        "1:2:3:4:5:6:7:8,[1:2:3:4:5:6:7:8]:6881",
        "1:0:3:4:5:6:7:8,[1:0:3:4:5:6:7:8]:6881"
    })
    void text_whenGiven_shouldBeShortest(String host, String text) {
        assertThat(Addresses.text(new InetSocketAddress(host, 6881))).isEqualTo(text);
    }
}
