package org.torrent.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkZoneTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, THIS_MACHINE",
        "127.255.0.9, THIS_MACHINE",
        "0.0.0.0, THIS_MACHINE",
        "0.1.2.3, THIS_MACHINE",
        "::1, THIS_MACHINE",
        "::, THIS_MACHINE",
        "::ffff:127.0.0.1, THIS_MACHINE",
        "::127.0.0.1, THIS_MACHINE",
        "64:ff9b::7f00:1, THIS_MACHINE",
        "2002:7f00:1::, THIS_MACHINE",
        "169.254.169.254, THIS_LINK",
        "fe80::1, THIS_LINK",
        "64:ff9b::a9fe:a9fe, THIS_LINK",
        "10.1.2.3, LOCAL",
        "192.168.0.1, LOCAL",
        "fd12::1, LOCAL",
        "64:ff9b::101:101, LOCAL",
        "1.1.1.1, OPEN",
        "2606:4700::1111, OPEN"
    })
    void of_whenAnAddressIsGiven_shouldTellHowFarAwayItIs(String address, NetworkZone zone)
            throws UnknownHostException {
        assertThat(NetworkZone.of(InetAddress.getByName(address))).isEqualTo(zone);
    }

    @Test
    void allows_whenATorrentNamedATracker_shouldKeepThisMachineToAnnounces() {
        assertThat(Reach.AS_TRACKER.allows(NetworkZone.OPEN, "/x")).isTrue();
        assertThat(Reach.AS_TRACKER.allows(NetworkZone.LOCAL, "/x")).isTrue();
        assertThat(Reach.AS_TRACKER.allows(NetworkZone.THIS_LINK, "/announce")).isFalse();
        assertThat(Reach.AS_TRACKER.allows(NetworkZone.THIS_MACHINE, "/announce?info_hash=1"))
                .isTrue();
        assertThat(Reach.AS_TRACKER.allows(NetworkZone.THIS_MACHINE, "/admin/announce"))
                .isFalse();
        assertThat(Reach.AS_NAMED.allows(NetworkZone.THIS_LINK, "/x")).isTrue();
        assertThat(Reach.OPEN_NETWORK.allows(NetworkZone.LOCAL, "/announce")).isFalse();
    }
}
