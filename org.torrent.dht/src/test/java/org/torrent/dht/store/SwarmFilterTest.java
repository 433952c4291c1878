package org.torrent.dht.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The filter's test vector (BEP 33). */
class SwarmFilterTest {
    private static final String EXPECTED = "F6C3F5EAA07FFD91BDE89F777F26FB2BFF37BDB8FB2BBAA2FD3DDDE7BACFFF75EE7CCBAE"
            + "FE5EEDB1FBFAFF67F6ABFF5E43DDBCA3FD9B9FFDF4FFD3E9DFF12D1BDF59DB53DBE9FA5B"
            + "7FF3B8FDFCDE1AFB8BEDD7BE2F3EE71EBBBFE93BCDEEFE148246C2BC5DBFF7E7EFDCF24F"
            + "D8DC7ADFFD8FFFDFDDFFF7A4BBEEDF5CB95CE81FC7FCFF1FF4FFFFDFE5F7FDCBB7FD79B3"
            + "FA1FC77BFE07FFF905B7B7FFC7FEFEFFE0B8370BB0CD3F5B7F2BD93FEB4386CFDD6F7FD5"
            + "BFAF2E9EBFFFFEECD67ADBF7C67F17EFD5D75EBA6FFEBA7FFF47A91EB1BFBB53E8ABFB57"
            + "62ABE8FF237279BFEFBFEEF5FFC5FEBFDFE5ADFFADFEE1FB737FFFFBFD9F6AEFFEEE76B6"
            + "FD8F72EF";

    @Test
    void filter_whenTheAddressesOfTheBepAreAdded_shouldBeTheOneOfTheBep() throws UnknownHostException {
        SwarmFilter filter = new SwarmFilter();
        for (int i = 0; i < 256; i++) {
            filter.add(InetAddress.getByName("192.0.2." + i));
        }
        for (int i = 0; i <= 0x3e7; i++) {
            filter.add(InetAddress.getByName("2001:db8::" + Integer.toHexString(i)));
        }
        assertThat(HexFormat.of().withUpperCase().formatHex(filter.bytes())).isEqualTo(EXPECTED);
        assertThat(filter.estimate()).isCloseTo(1224.9308, within(0.001));
        assertThat(SwarmFilter.of(filter.bytes()).estimate()).isEqualTo(filter.estimate());
        assertThat(new SwarmFilter().estimate()).isZero();
    }
}
