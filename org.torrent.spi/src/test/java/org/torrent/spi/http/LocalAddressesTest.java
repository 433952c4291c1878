package org.torrent.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "'',                            198.51.100.1, any",
        "0.0.0.0,                       198.51.100.1, any",
        "'192.0.2.1 ::',                2001:db8::9,  any",
        "192.0.2.1,                     198.51.100.1, 192.0.2.1",
        "192.0.2.1,                     2001:db8::9,  refused",
        "'192.0.2.1 2001:db8::1',       2001:db8::9,  2001:db8:0:0:0:0:0:1",
        "'192.0.2.1 192.0.2.2',         198.51.100.1, 192.0.2.1",
        "192.0.2.1,                     127.0.0.5,    127.0.0.1",
        "127.0.0.2,                     127.0.0.5,    127.0.0.2",
        "127.0.0.1,                     198.51.100.1, refused",
        "127.0.0.1,                     ::1,          0:0:0:0:0:0:0:1",
        "'127.0.0.1 192.0.2.1',         198.51.100.1, 192.0.2.1",
        "'192.0.2.1 127.0.0.1',         127.0.0.5,    127.0.0.1",
        "'fe80::1 2001:db8::1',         2001:db8::9,  2001:db8:0:0:0:0:0:1",
        "'2001:db8::1 fe80::1',         fe80::9,      fe80:0:0:0:0:0:0:1",
        "fe80::1,                       2001:db8::9,  refused",
    })
    void from_shouldBeOneThatLeadsThere(String named, String remote, String expected) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String address : named.split(" ")) {
            if (!address.isEmpty()) {
                all.add(InetAddress.getByName(address));
            }
        }
        LocalAddresses own = new LocalAddresses(all);
        InetAddress there = InetAddress.getByName(remote);
        assertThat(own.leadTo(there)).isEqualTo(!expected.equals("refused"));
        String otherwise = own.isAny() ? "any" : "refused";
        assertThat(own.from(there).map(InetAddress::getHostAddress).orElse(otherwise))
                .isEqualTo(expected);
    }
}
