package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrent.ext.pex.Endpoints.both;
import static org.torrent.ext.pex.Endpoints.connected;
import static org.torrent.ext.pex.Endpoints.ipv4;
import static org.torrent.ext.pex.Endpoints.ipv6;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PexSenderTest {
    private static final List<InetSocketAddress> ITSELF = List.of(ipv4(999), ipv6(999));

    private final PexSender sender = new PexSender(Endpoints.address("203.0.113.9"));
    private long nowNanos = Long.MAX_VALUE - 1; // the clock may start anywhere

    private Optional<PexMessage> next(InetSocketAddress... endpoints) {
        return sender.next(connected(endpoints), Set.copyOf(ITSELF), PexLimits.SENT_PEERS, nowNanos);
    }

    private void assertNext(List<InetSocketAddress> added, List<InetSocketAddress> dropped, InetSocketAddress... now) {
        PexMessage message = next(now).orElseThrow();
        assertThat(Endpoints.of(message.added())).isEqualTo(added);
        assertThat(message.dropped()).isEqualTo(dropped);
    }

    @Test
    void isDue_shouldBeAtOnceAndThenAfterTheInterval() {
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isTrue();
        next(ipv4(1));
        nowNanos += PexLimits.INTERVAL_NANOS - 1;
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isFalse();
        nowNanos++;
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isTrue();
    }

    @Test
    void isDue_whenThereWasNothingToSay_shouldStayDue() {
        assertThat(next()).isEmpty();
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isTrue();
    }

    @Test
    void isDue_whenAnotherVersionMayHaveToldJustNow_shouldBeAfterTheInterval() {
        sender.wasTold(nowNanos);
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isFalse();
        nowNanos += PexLimits.INTERVAL_NANOS;
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isTrue();
    }

    @Test
    void next_shouldTellTheDifferenceOnly() {
        assertNext(List.of(ipv4(1), ipv6(2)), List.of(), ipv4(1), ipv6(2));
        assertThat(next(ipv6(2), ipv4(1))).isEmpty();
        assertNext(List.of(ipv4(3)), List.of(ipv4(1)), ipv6(2), ipv4(3));
        assertNext(List.of(), List.of(ipv6(2), ipv4(3)));
        assertThat(next()).isEmpty();
    }

    @Test
    void next_shouldNotTellAPeerOfItself() {
        assertThat(next(ITSELF.get(0), ITSELF.get(1))).isEmpty();
        assertNext(List.of(ipv4(1)), List.of(), ITSELF.get(0), ipv4(1));
    }

    @Test
    void next_whenSomebodyTurnsOutToBeThePeerItself_shouldTakeItBack() {
        sender.next(connected(ipv4(999)), Set.of(), PexLimits.SENT_PEERS, nowNanos);
        assertNext(List.of(), List.of(ipv4(999)), ipv4(999));
    }

    @Test
    void next_whenSomebodyCameAndLeftInBetween_shouldBeNothing() {
        next(ipv4(1));
        connected(ipv4(1), ipv4(2)); // nobody asked for a message then
        assertThat(next(ipv4(1))).isEmpty();
    }

    @Test
    void next_whenThereAreMany_shouldTellFiftyOfEachFamilyAtATime() {
        InetSocketAddress[] all = both(70);
        PexMessage first = next(all).orElseThrow();
        assertThat(first.added()).hasSize(2 * PexLimits.SENT_PEERS);
        assertThat(first.added().stream().filter(peer -> PexMessage.isIpv4(peer.endpoint())))
                .hasSize(PexLimits.SENT_PEERS);
        PexMessage second = next(all).orElseThrow();
        assertThat(second.added()).hasSize(40);
        PexMessage third = next().orElseThrow();
        assertThat(third.dropped()).hasSize(2 * PexLimits.SENT_PEERS);
        assertThat(next().orElseThrow().dropped()).hasSize(40);
        assertThat(next()).isEmpty();
    }

    @Test
    void next_shouldRememberABoundedNumberOfPeers() {
        InetSocketAddress[] all = both(400);
        int told = 0;
        for (Optional<PexMessage> message = next(all); message.isPresent(); message = next(all)) {
            told += message.get().added().size();
        }
        assertThat(told).isEqualTo(PexLimits.TOLD_PEERS);
        assertThat(next(Arrays.copyOfRange(all, 10, all.length)).orElseThrow().added())
                .as("there is room for as many as left")
                .hasSize(10);
    }

    @Test
    void forget_shouldTellAllAgainAndDropNobody() {
        next(ipv4(1), ipv4(2));
        sender.forget();
        assertThat(sender.isDue(PexLimits.INTERVAL_NANOS, nowNanos)).isFalse();
        assertNext(List.of(ipv4(2)), List.of(), ipv4(2));
    }

    @Test
    void next_shouldTellOfLocalPeersToLocalOnesOnly() {
        InetSocketAddress local = Endpoints.at("192.168.1.2", 6881);
        assertNext(List.of(ipv4(1)), List.of(), local, ipv4(1));
        PexSender near = new PexSender(Endpoints.address("10.0.0.1"));
        assertThat(near.next(connected(local), Set.of(), 1, nowNanos)).isPresent();
    }

    @Test
    void next_whenFewerAreConfigured_shouldTellNoMore() {
        assertThat(sender.next(connected(both(5)), Set.of(), 2, nowNanos)
                        .orElseThrow()
                        .added())
                .hasSize(4);
    }
}
