package org.torrent.session.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialSourcesTest {
    private static final List<String> REFUSED = List.of("refused", "any");

    @ParameterizedTest
    @CsvSource({
        "'',                            198.51.100.1, any",
        "0.0.0.0,                       198.51.100.1, any",
        "'192.0.2.1 ::',                2001:db8::9,  any",
        "192.0.2.1,                     198.51.100.1, 192.0.2.1",
        "192.0.2.1,                     2001:db8::9,  refused",
        "'192.0.2.1 2001:db8::1',       2001:db8::9,  2001:db8:0:0:0:0:0:1",
        "'192.0.2.1 192.0.2.2',         198.51.100.1, 192.0.2.1",
        "192.0.2.1,                     127.0.0.1,    any",
        "127.0.0.1,                     127.0.0.5,    127.0.0.1",
        "127.0.0.1,                     198.51.100.1, refused",
        "127.0.0.1,                     ::1,          any",
        "'127.0.0.1 192.0.2.1',         198.51.100.1, 192.0.2.1",
        "'fe80::1 2001:db8::1',         2001:db8::9,  2001:db8:0:0:0:0:0:1",
        "'2001:db8::1 fe80::1',         fe80::9,      fe80:0:0:0:0:0:0:1",
        "fe80::1,                       2001:db8::9,  refused",
        "'192.0.2.1 127.0.0.1',         127.0.0.5,    127.0.0.1",
    })
    void of_shouldBeOneThatLeadsThere(String listening, String peer, String expected) {
        List<InetSocketAddress> own = Arrays.stream(listening.split(" "))
                .filter(address -> !address.isEmpty())
                .map(address -> new InetSocketAddress(address, 6881))
                .toList();
        DialSources.Source source = new DialSources(own).of(new InetSocketAddress(peer, 1));
        assertThat(source.refusal() != null).isEqualTo(expected.equals(REFUSED.get(0)));
        if (source.refusal() == null) {
            assertThat(source.address() == null ? "any" : source.address().getHostAddress())
                    .isEqualTo(expected);
        }
    }
}
