package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.torrent.model.InfoHash;

class AllowedFastSetTest {
    private static final InfoHash INFO_HASH = InfoHash.parse("a".repeat(40));

    private static InetAddress ip(int... bytes) throws UnknownHostException {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return InetAddress.getByAddress(address);
    }

    /** The example results BEP 6 gives. */
    @Test
    void generate_whenGivenTheExamplesOfBep6_shouldGiveTheirResults() throws Exception {
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 1313, 7))
                .containsExactly(1059, 431, 808, 1217, 287, 376, 1188);
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 1313, 9))
                .containsExactly(1059, 431, 808, 1217, 287, 376, 1188, 353, 508);
    }

    @Test
    void generate_whenPeersShareANetwork_shouldGiveTheSameSet() throws Exception {
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 1), INFO_HASH, 1313, 9))
                .isEqualTo(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 1313, 9))
                .isNotEqualTo(AllowedFastSet.generate(ip(80, 4, 5, 1), INFO_HASH, 1313, 9));
    }

    @Test
    void generate_whenTheTorrentHasFewerPieces_shouldGiveEachOnce() throws Exception {
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 5, 10))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void generate_whenThePeerHasIpv6_shouldGiveNothing() throws Exception {
        assertThat(AllowedFastSet.generate(InetAddress.getByName("2001:db8::1"), INFO_HASH, 1313, 7))
                .isEmpty();
    }

    @Test
    void generate_whenThereIsNothingToGive_shouldGiveNothing() throws Exception {
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 0, 7)).isEmpty();
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 10, 0)).isEmpty();
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 10, -1))
                .isEmpty();
    }

    @Test
    void generate_whenAskedForTooMany_shouldStopAtTheLimit() throws Exception {
        assertThat(AllowedFastSet.generate(ip(80, 4, 4, 200), INFO_HASH, 1_000_000, Integer.MAX_VALUE))
                .hasSize(AllowedFastSet.MAX_PIECES)
                .doesNotHaveDuplicates();
    }
}
