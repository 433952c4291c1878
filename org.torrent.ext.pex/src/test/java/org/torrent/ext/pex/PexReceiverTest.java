package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrent.ext.pex.Endpoints.address;
import static org.torrent.ext.pex.Endpoints.at;
import static org.torrent.ext.pex.Endpoints.ipv4;
import static org.torrent.ext.pex.Endpoints.ipv6;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PexReceiverTest {
    private final HeardPeers inSum = new HeardPeers();
    private final PexReceiver receiver = new PexReceiver(address("203.0.113.9"), inSum);
    private long nowNanos = -5;

    private static byte[] added(InetSocketAddress... endpoints) {
        List<PexPeer> peers = List.of(endpoints).stream()
                .map(endpoint -> new PexPeer(endpoint, 1))
                .toList();
        return new PexMessage(peers, List.of(), 0).encode();
    }

    private static InetSocketAddress[] many(int from, int number) {
        return IntStream.range(from, from + number).mapToObj(Endpoints::ipv4).toArray(InetSocketAddress[]::new);
    }

    private List<PexPeer> receive(byte[] body) {
        return receiver.receive(body, nowNanos);
    }

    @Test
    void receive_shouldCountEachPeerOnceUntilItIsDropped() {
        assertThat(Endpoints.of(receive(added(ipv4(1), ipv6(1))))).containsExactly(ipv4(1), ipv6(1));
        receive(new PexMessage(List.of(), List.of(ipv4(1), ipv4(7)), 0).encode());
        assertThat(inSum.count()).isEqualTo(1);
        assertThat(receive(added(ipv4(1)))).containsExactly(new PexPeer(ipv4(1), 1));
        assertThat(receiver.ignoredPeers()).isZero();
    }

    @Test
    void receive_whenAPeerIsNamedAgain_shouldOfferItAgain() {
        receive(added(ipv4(1)));
        assertThat(receive(added(ipv4(1))))
                .as("it may have been refused, there was no room")
                .hasSize(1);
        assertThat(inSum.count()).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
            receive(added(many(0, 30)));
        }
        assertThat(receiver.ignoredPeers())
                .as("repeats count in what it may name in a minute")
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 198.51.100.1, 1, true",
        "203.0.113.9, 198.51.100.1, 0, false",
        "203.0.113.9, 0.0.0.0, 1, false",
        "203.0.113.9, ::, 1, false",
        "203.0.113.9, 255.255.255.255, 1, false",
        "203.0.113.9, 224.0.0.1, 1, false",
        "203.0.113.9, ff02::1, 1, false",
        "203.0.113.9, 127.0.0.1, 1, false",
        "203.0.113.9, ::1, 1, false",
        "203.0.113.9, 10.0.0.1, 1, false",
        "203.0.113.9, 192.168.1.1, 1, false",
        "203.0.113.9, 169.254.1.1, 1, false",
        "203.0.113.9, fe80::1, 1, false",
        "203.0.113.9, fd00::1, 1, false",
        "203.0.113.9, 2001:db8::1, 1, true",
        "10.0.0.9, 10.0.0.1, 1, true",
        "10.0.0.9, 198.51.100.1, 1, true",
        "10.0.0.9, 127.0.0.1, 1, false",
        "127.0.0.1, 127.0.0.1, 1, true",
        "fd00::9, 192.168.1.1, 1, true",
    })
    void receive_shouldTakeWhatAPeerThereMayName(String teller, String named, int port, boolean taken) {
        PexReceiver strict = new PexReceiver(address(teller), inSum);
        assertThat(strict.receive(added(at(named, port)), nowNanos)).hasSize(taken ? 1 : 0);
        assertThat(strict.ignoredPeers()).isEqualTo(taken ? 0 : 1);
    }

    @Test
    void receive_whenAPeerNamesTooMany_shouldIgnoreAndCountThem() {
        assertThat(receive(added(many(0, 80)))).hasSize(80);
        assertThat(receive(added(many(80, 80)))).hasSize(PexLimits.HEARD_PEERS - 80);
        assertThat(receiver.ignoredPeers()).isEqualTo(160 - PexLimits.HEARD_PEERS);
    }

    @Test
    void receive_whenAllPeersNameTooMany_shouldIgnoreThemUntilSomebodyLeaves() {
        for (int peer = 0; peer < PexLimits.HEARD_PEERS_IN_SUM / PexLimits.HEARD_PEERS; peer++) {
            new PexReceiver(address("198.51.100." + peer), inSum)
                    .receive(added(many(0, PexLimits.HEARD_PEERS)), nowNanos);
        }
        assertThat(receive(added(ipv4(1)))).isEmpty();
        inSum.giveBack(address("198.51.100.1"), PexLimits.HEARD_PEERS);
        assertThat(receive(added(ipv4(1)))).hasSize(1);
        receiver.forget();
        assertThat(inSum.count()).isEqualTo(PexLimits.HEARD_PEERS_IN_SUM - PexLimits.HEARD_PEERS);
    }

    @Test
    void receive_whenAFewComeAtOnce_shouldReadThem() {
        for (int i = 0; i < PexLimits.READ_MESSAGES; i++) {
            assertThat(receive(added(ipv4(i)))).hasSize(1);
        }
        assertThat(receive(added(ipv4(100)))).as("one too many").isEmpty();
        assertThat(receiver.ignoredMessages()).isEqualTo(1);
        nowNanos += PexLimits.WINDOW_NANOS;
        assertThat(receive(added(ipv4(100)))).hasSize(1);
    }

    @Test
    void isFlood_whenItSendsManyWithinTheWindow_shouldBeTrue() {
        for (int i = 0; i < PexLimits.BORNE_MESSAGES; i++) {
            receive(added());
        }
        assertThat(receiver.isFlood()).isFalse();
        receive(added());
        assertThat(receiver.isFlood()).isTrue();
    }

    @Test
    void isFlood_whenItSendsTooOftenForHours_shouldBeFalse() {
        for (int i = 0; i < 1_000; i++) {
            nowNanos += PexLimits.WINDOW_NANOS / PexLimits.BORNE_MESSAGES;
            receive(added());
            assertThat(receiver.isFlood()).isFalse();
        }
        assertThat(receiver.ignoredMessages()).isPositive();
    }

    @Test
    void receive_whenUnreadable_shouldCountTheMessage() {
        assertThat(receive(new byte[] {'d', '1'})).isEmpty();
        assertThat(receive(new byte[PexLimits.MESSAGE_BYTES + 1])).isEmpty();
        assertThat(receiver.ignoredMessages()).isEqualTo(2);
        assertThat(receive(added(ipv4(1)))).hasSize(1);
    }

    private int named(String teller, int from) {
        return new PexReceiver(address(teller), inSum)
                .receive(added(many(from, 100)), nowNanos)
                .size();
    }

    @Test
    void receive_whenOneAddressConnectsAgainAndAgain_shouldBelieveItNoMore() {
        PexReceiver first = new PexReceiver(address("2001:db8::1"), inSum);
        assertThat(first.receive(added(many(0, 100)), nowNanos)).hasSize(100);
        assertThat(named("2001:db8::2", 100)).as("another one of that network").isEqualTo(100);
        assertThat(named("2001:db8::3", 200)).isZero();
        assertThat(named("2001:db8:0:1::3", 200)).as("another network").isEqualTo(100);
        first.forget();
        assertThat(named("2001:db8::1", 0)).as("it left and came again").isZero();
        nowNanos += PexLimits.WINDOW_NANOS;
        assertThat(named("2001:db8::1", 0)).as("a minute later").isEqualTo(100);
        assertThat(named("2001:db8::1", 300)).as("200 are not taken back").isZero();
    }

    @Test
    void receive_whenMoreAddressesNameThanAreRemembered_shouldIgnoreThoseUntilOthersAreForgotten() {
        for (int i = 0; i < PexLimits.TELLERS; i++) {
            PexReceiver brief = new PexReceiver(address("198.18." + i / 250 + "." + i % 250), inSum);
            brief.receive(added(ipv4(1)), nowNanos);
            brief.forget();
        }
        assertThat(receive(added(ipv4(1)))).isEmpty();
        nowNanos += PexLimits.WINDOW_NANOS;
        assertThat(receive(added(ipv4(1)))).hasSize(1);
        assertThat(inSum.count()).isEqualTo(1);
    }
}
