package org.torrent.ipfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTableTest {
    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }

    private static IpRanges table(List<IpRange> ranges) {
        RangeTable table = new RangeTable(Limits.TABLE_BYTES);
        assertThat(ranges).allMatch(table::add);
        return table.ranges();
    }

    @Test
    void contains_atTheEnds_shouldCountThem() throws UnknownHostException {
        IpRanges ranges = table(List.of(
                range("0.0.0.0"),
                range("127.255.255.255-128.0.0.0"),
                range("255.255.255.255"),
                range("::-::1"),
                range("7fff:ffff::/32"),
                range("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
        for (String in : List.of(
                "0.0.0.0",
                "127.255.255.255",
                "128.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "7fff:ffff::1",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")) {
            assertThat(ranges.contains(InetAddress.getByName(in))).as(in).isTrue();
        }
        for (String out : List.of(
                "0.0.0.1",
                "127.255.255.254",
                "128.0.0.1",
                "255.255.255.254",
                "::2",
                "8000::",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe")) {
            assertThat(ranges.contains(InetAddress.getByName(out))).as(out).isFalse();
        }
        assertThat(IpRanges.NONE.contains(InetAddress.getByName("0.0.0.0"))).isFalse();
        assertThat(IpRanges.NONE.contains(InetAddress.getByName("::"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void contains_whenRangesOverlap_shouldAnswerAsEachByItself(int length) throws UnknownHostException {
        Random random = new Random(length);
        for (int round = 0; round < 200; round++) {
            List<IpRange> all = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                byte[] one = near(random, length);
                byte[] other = near(random, length);
                boolean inOrder = Arrays.compareUnsigned(one, other) <= 0;
                all.add(new IpRange(inOrder ? one : other, inOrder ? other : one));
            }
            IpRanges table = table(all);
            for (int i = 0; i < 100; i++) {
                byte[] address = near(random, length);
                boolean expected = all.stream()
                        .anyMatch(range -> Arrays.compareUnsigned(range.first(), address) <= 0
                                && Arrays.compareUnsigned(address, range.last()) <= 0);
                assertThat(table.contains(InetAddress.getByAddress(address))).isEqualTo(expected);
            }
        }
    }

    /** Addresses that meet often, on both sides of where signs change. */
    private static byte[] near(Random random, int length) {
        byte[] address = new byte[length];
        Arrays.fill(address, (byte) (random.nextBoolean() ? 0x7F : 0x80));
        byte[] low = BigInteger.valueOf(random.nextInt(2000)).toByteArray();
        System.arraycopy(low, 0, address, length - low.length, low.length);
        if (length > 4 && random.nextBoolean()) {
            address[7] = (byte) random.nextInt();
        }
        return address;
    }

    @Test
    void ranges_whenTheyTouch_shouldBeOne() {
        assertThat(table(List.of(range("192.0.2.0/25"), range("192.0.2.128/25"), range("192.0.2.4")))
                        .size())
                .isEqualTo(1);
        assertThat(table(List.of(range("0.0.0.0/1"), range("128.0.0.0/1"))).size())
                .isEqualTo(1);
    }

    @Test
    void add_whenThereIsNoRoom_shouldSayNo() {
        RangeTable table = new RangeTable(40);
        assertThat(table.add(range("::1"))).isTrue();
        assertThat(table.add(range("::3"))).isFalse();
        assertThat(table.add(range("192.0.2.1"))).isTrue();
        assertThat(table.add(range("192.0.2.3"))).isFalse();
        assertThat(table.addAll(table)).isFalse();
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void contains_whenThereAreMany_shouldAnswerAsWithFew() throws UnknownHostException {
        Random random = new Random(1);
        RangeTable all = new RangeTable(Limits.TABLE_BYTES);
        List<byte[]> edges = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] first = new byte[4];
            random.nextBytes(first);
            first[3] = (byte) (i % 2 == 0 ? 0 : 0xF0);
            byte[] last = first.clone();
            last[3] = (byte) 0xFF;
            all.add(new IpRange(first, last));
            edges.add(first);
        }
        IpRanges many = all.ranges();
        for (byte[] edge : edges) {
            assertThat(many.contains(InetAddress.getByAddress(edge))).isTrue();
            edge[3] |= 0x0F;
            assertThat(many.contains(InetAddress.getByAddress(edge))).isTrue();
        }
        assertThat(many.contains(InetAddress.getByName("0.0.0.0"))).isFalse();
        assertThat(many.size()).isBetween(19_000, 20_000);
    }

    @Test
    void ranges_ofAMillion_shouldFitIntoSixteenMebibytes() {
        RangeTable table = new RangeTable(Limits.TABLE_BYTES);
        for (int i = 0; i < 1_000_000; i++) {
            int at = i * 4000;
            byte[] first = {(byte) (at >> 24), (byte) (at >> 16), (byte) (at >> 8), (byte) at};
            table.add(new IpRange(first, first));
        }
        IpRanges ranges = table.ranges();
        assertThat(ranges.size()).isEqualTo(1_000_000);
        assertThat(ranges.bytes()).isLessThanOrEqualTo(16L << 20);
    }
}
