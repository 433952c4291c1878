package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;

class FastAllowanceTest {
    private static final int PIECE_BYTES = 64 * 1024;

    private final FastAllowance allowance = new FastAllowance();

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private int blocksTaken(int host, int piece, int asked) {
        int taken = 0;
        for (int i = 0; i < asked; i++) {
            taken +=
                    allowance.take(address(host), new BlockRequest(piece, i % 4 * 16_384, 16_384), PIECE_BYTES) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void take_whenAPieceIsAskedForWithoutEnd_shouldGiveItAFewTimes() {
        assertThat(blocksTaken(1, 0, 1_000)).isEqualTo(4 * FastAllowance.TIMES);
        assertThat(blocksTaken(1, 0, 1_000)).as("it connects again").isZero();
        assertThat(blocksTaken(1, 1, 4)).as("another piece").isEqualTo(4);
        assertThat(blocksTaken(2, 0, 4)).as("another address").isEqualTo(4);
    }

    @Test
    void take_whenTheAddressesAreOfOneIpv6Network_shouldCountThemAsOne() throws UnknownHostException {
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            InetAddress next = InetAddress.getByName("2001:db8::" + Integer.toHexString(i));
            taken += allowance.take(next, new BlockRequest(0, i % 4 * 16_384, 16_384), PIECE_BYTES) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(4 * FastAllowance.TIMES);
        assertThat(allowance.take(
                        InetAddress.getByName("2001:db8:0:1::1"), new BlockRequest(0, 0, 16_384), PIECE_BYTES))
                .as("another network")
                .isTrue();
    }

    @Test
    void take_whenManyAddressesAsk_shouldForgetTheOneNotHeardOfLongest() {
        assertThat(blocksTaken(0, 0, 1_000)).isEqualTo(12);
        for (int i = 1; i <= FastAllowance.ADDRESSES_MAX; i++) {
            assertThat(blocksTaken(i, 0, 1)).isEqualTo(1);
        }
        assertThat(allowance.addresses()).isEqualTo(FastAllowance.ADDRESSES_MAX);
        assertThat(blocksTaken(0, 0, 1)).isEqualTo(1);
    }
}
