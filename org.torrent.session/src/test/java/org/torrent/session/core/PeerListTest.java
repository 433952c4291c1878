package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.session.core.PeerList.AddResult;

class PeerListTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 30 * SECOND; // nanoTime may wrap

    private final PeerList list = new PeerList(10, bytes -> true, new Random(1));
    private final InetSocketAddress alice = endpoint(1);
    private final InetSocketAddress bob = endpoint(2);

    @Test
    void add_whenNamedTwice_shouldJoinTheSources() {
        assertThat(list.add(alice, PeerList.TRACKER, START)).isEqualTo(AddResult.ADDED);
        assertThat(list.add(alice, PeerList.PEX, START)).isEqualTo(AddResult.KNOWN);

        assertThat(list.size()).isEqualTo(1);
        assertThat(list.sources(alice)).isEqualTo(PeerList.TRACKER | PeerList.PEX);
    }

    @Test
    void add_whenAnAddressNamesPortsOfItsOwnWithoutEnd_shouldTakeAFew() {
        for (int port = 1; port <= 100; port++) {
            list.add(endpoint("10.0.0.1", port), PeerList.INCOMING, START);
        }
        assertThat(list.size()).isEqualTo(PeerList.PER_ADDRESS_MAX);
        assertThat(list.add(endpoint("10.0.0.2", 1), PeerList.INCOMING, START)).isEqualTo(AddResult.ADDED);
        assertThat(list.add(endpoint("10.0.0.1", 101), PeerList.TRACKER, START)).isEqualTo(AddResult.ADDED);
    }

    @Test
    void add_whenNobodyCanListenThere_shouldRefuse() {
        for (String host : List.of("0.0.0.0", "255.255.255.255", "224.0.0.1", "::", "ff02::1")) {
            assertThat(list.add(endpoint(host, 6881), PeerList.DHT, START))
                    .as(host)
                    .isEqualTo(AddResult.INVALID);
        }
        assertThat(list.add(endpoint("10.0.0.1", 0), PeerList.DHT, START)).isEqualTo(AddResult.INVALID);
        assertThat(list.add(InetSocketAddress.createUnresolved("peer.example", 1), PeerList.DHT, START))
                .isEqualTo(AddResult.INVALID);
        assertThat(list.size()).isZero();
    }

    @Test
    void kept_whenThereAreMore_shouldKeepTheNamedThenTheConnectedThenTheTrusted() {
        InetSocketAddress failed = endpoint(3), connected = endpoint(4), user = endpoint(5), anybody = endpoint(6);
        list.add(anybody, PeerList.PEX, START);
        list.add(failed, PeerList.TRACKER, START);
        list.failed(failed, START);
        list.add(alice, PeerList.TRACKER, START);
        list.add(connected, PeerList.PEX, START);
        list.connected(connected, START);
        list.add(user, PeerList.USER, START);

        assertThat(list.kept(100)).isEqualTo(new KeptPeers(List.of(user), List.of(connected, alice, failed, anybody)));
        assertThat(list.kept(2)).isEqualTo(new KeptPeers(List.of(user), List.of(connected)));
    }

    @Test
    void changes_whenWhatIsKeptMayBeAnother_shouldCount() {
        List<Runnable> steps = List.of(
                () -> list.add(alice, PeerList.TRACKER, START),
                () -> list.add(alice, PeerList.USER, START),
                () -> list.connected(alice, START),
                () -> list.self(alice),
                () -> list.add(bob, PeerList.TRACKER, START),
                () -> list.dropSources(PeerList.TRACKER),
                () -> list.banned(bob));
        for (Runnable step : steps) {
            long before = list.changes();
            step.run();
            assertThat(list.changes()).isNotEqualTo(before);
        }
        list.add(alice, PeerList.TRACKER, START);
        long before = list.changes();
        list.add(alice, PeerList.TRACKER, START);
        assertThat(list.changes()).isEqualTo(before);
    }

    @Test
    void self_whenNamedAgain_shouldRefuse() {
        list.add(alice, PeerList.TRACKER, START);

        list.self(alice);

        assertThat(list.nextToDial(START)).isEmpty();
        assertThat(list.add(alice, PeerList.DHT, START)).isEqualTo(AddResult.SELF);
    }

    @Test
    void banned_whenAddressIsShared_shouldBanAllOfItsPorts() {
        list.add(endpoint("10.0.0.1", 1), PeerList.PEX, START);
        list.add(endpoint("10.0.0.1", 2), PeerList.PEX, START);
        list.add(bob, PeerList.PEX, START);

        list.banned(endpoint("10.0.0.1", 1));

        assertThat(list.endpoints()).containsExactly(bob);
        assertThat(list.isBanned(endpoint("10.0.0.1", 3))).isTrue();
        assertThat(list.add(endpoint("10.0.0.1", 2), PeerList.TRACKER, START)).isEqualTo(AddResult.BANNED);
    }

    @Test
    void banned_whenIpv6_shouldBanTheFirst64Bits() {
        list.banned(endpoint("2001:db8:0:1::1", 1));

        assertThat(list.isBanned(endpoint("2001:db8:0:1:aaaa::2", 9))).isTrue();
        assertThat(list.isBanned(endpoint("2001:db8:0:2::1", 1))).isFalse();
    }

    @Test
    void banned_whenLoopback_shouldBanTheEndpointOnly() {
        list.banned(endpoint("127.0.0.1", 1));

        assertThat(list.isBanned(endpoint("127.0.0.1", 1))).isTrue();
        assertThat(list.isBanned(endpoint("127.0.0.1", 2))).isFalse();
    }

    @Test
    void nextToDial_whenInUse_shouldOfferAnother() {
        list.add(alice, PeerList.TRACKER, START);
        list.add(bob, PeerList.TRACKER, START);

        assertThat(dial(START)).isEqualTo(alice);
        assertThat(dial(START)).isEqualTo(bob);
        list.connected(alice, START);

        assertThat(list.nextToDial(START)).isEmpty();
        assertThat(list.nextDialAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nextToDial_whenOneSourceFloods_shouldTakeTurns() {
        for (int i = 10; i < 18; i++) {
            list.add(endpoint(i), PeerList.TRACKER, START);
        }
        list.add(alice, PeerList.DHT, START);
        list.add(bob, PeerList.PEX, START);

        assertThat(List.of(dial(START), dial(START), dial(START))).contains(alice, bob);
    }

    @Test
    void nextToDial_whenTheClockWraps_shouldStillBeDue() {
        list.add(alice, PeerList.TRACKER, START);

        assertThat(list.nextToDial(START + 60 * SECOND)).contains(alice);
    }

    @Test
    void nextToDial_whenUserNamedOne_shouldComeFirst() {
        list.add(alice, PeerList.TRACKER, START);
        list.add(bob, PeerList.USER, START);

        assertThat(dial(START)).isEqualTo(bob);
    }

    @Test
    void failed_whenRepeated_shouldWaitLongerUpToTheMost() {
        list.add(alice, PeerList.TRACKER, START);
        long now = START;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            list.dialing(alice, now);
            list.failed(alice, now);
            waits.add(list.nextDialAtNanos() - now);
            assertThat(list.nextToDial(list.nextDialAtNanos() - 1)).isEmpty();
            now = list.nextDialAtNanos();
            assertThat(list.nextToDial(now)).contains(alice);
        }

        assertThat(waits.get(0)).isBetween(PeerList.RETRY_MIN_NANOS * 3 / 4, PeerList.RETRY_MIN_NANOS * 5 / 4);
        assertThat(waits.get(3)).isGreaterThan(5 * waits.get(0));
        assertThat(waits)
                .allMatch(wait -> wait <= PeerList.RETRY_MAX_NANOS * 5 / 4)
                .last()
                .matches(wait -> wait >= PeerList.RETRY_MAX_NANOS * 3 / 4);
    }

    @Test
    void postponed_whenRepeated_shouldNotMakeTheEndpointWaitLonger() {
        list.add(alice, PeerList.TRACKER, START);
        long now = START;
        for (int i = 0; i < 10; i++) {
            list.dialing(alice, now);
            list.postponed(alice, now);
            assertThat(list.nextDialAtNanos() - now).isEqualTo(PeerList.RETRY_MIN_NANOS);
            now = list.nextDialAtNanos();
            assertThat(list.nextToDial(now)).contains(alice);
        }
    }

    @Test
    void failed_whenUserNamedIt_shouldKeepTryingEveryMinute() {
        list.add(alice, PeerList.USER, START);
        for (int i = 0; i < 20; i++) {
            list.failed(alice, START);
        }

        assertThat(list.nextDialAtNanos() - START).isLessThanOrEqualTo(PeerList.RETRY_USER_MAX_NANOS * 5 / 4);
    }

    @Test
    void disconnected_whenConnectionWasLong_shouldForgive() {
        list.add(alice, PeerList.TRACKER, START);
        for (int i = 0; i < 10; i++) {
            list.failed(alice, START);
        }
        list.connected(alice, START);

        list.disconnected(alice, START + PeerList.GOOD_NANOS);

        assertThat(list.nextDialAtNanos() - START - PeerList.GOOD_NANOS).isLessThan(10 * SECOND);
    }

    @Test
    void disconnected_whenConnectionWasShort_shouldCountAsFailure() {
        list.add(alice, PeerList.TRACKER, START);
        for (int i = 0; i < 6; i++) {
            list.connected(alice, START);
            list.disconnected(alice, START + SECOND);
        }

        assertThat(list.nextDialAtNanos() - START).isGreaterThan(60 * SECOND);
    }

    @Test
    void forgive_whenTransportIsBack_shouldDialAtOnce() {
        list.add(alice, PeerList.TRACKER, START);
        list.failed(alice, START);

        list.forgive(START + SECOND);

        assertThat(list.nextToDial(START + SECOND)).contains(alice);
    }

    @Test
    void add_whenFull_shouldKeepWhatIsBetter() {
        fill(PeerList.PEX);
        assertThat(list.add(alice, PeerList.PEX, START)).isEqualTo(AddResult.FULL);
        assertThat(list.add(alice, PeerList.TRACKER, START)).isEqualTo(AddResult.ADDED);
        list.failed(endpoint(12), START);
        assertThat(list.add(bob, PeerList.PEX, START)).isEqualTo(AddResult.ADDED);

        assertThat(list.size()).isEqualTo(10);
        assertThat(list.endpoints()).contains(alice, bob).doesNotContain(endpoint(12));
    }

    @Test
    void add_whenFullOfTrackersPeers_shouldOnlyReplaceWhoFailsAgainAndAgain() {
        fill(PeerList.TRACKER);
        list.failed(endpoint(12), START);
        assertThat(list.add(alice, PeerList.PEX, START)).isEqualTo(AddResult.FULL);

        list.failed(endpoint(12), START);
        list.failed(endpoint(12), START);

        assertThat(list.add(alice, PeerList.PEX, START)).isEqualTo(AddResult.ADDED);
        assertThat(list.endpoints()).doesNotContain(endpoint(12));
    }

    @Test
    void add_whenAllAreInUse_shouldNotForgetOne() {
        fill(PeerList.PEX);
        list.endpoints().forEach(each -> list.connected(each, START));

        assertThat(list.add(alice, PeerList.USER, START)).isEqualTo(AddResult.FULL);
    }

    @Test
    void dropSources_whenPrivate_shouldForgetWhatOnlyTheyNamed() {
        list.add(alice, PeerList.PEX | PeerList.DHT, START);
        list.add(bob, PeerList.TRACKER | PeerList.PEX, START);
        list.add(endpoint(3), PeerList.LSD, START);
        list.connected(alice, START);

        assertThat(list.dropSources(PeerList.PEX | PeerList.DHT | PeerList.LSD)).containsExactly(alice);

        assertThat(list.endpoints()).containsExactly(bob);
        assertThat(list.sources(bob)).isEqualTo(PeerList.TRACKER);
    }

    @Test
    void skipSeeds_whenWeSeed_shouldNotDialSeeds() {
        list.add(alice, PeerList.TRACKER, START);
        list.seed(alice);
        list.skipSeeds(true);
        assertThat(list.nextToDial(START)).isEmpty();
        assertThat(list.nextDialAtNanos()).isEqualTo(Long.MAX_VALUE);

        list.skipSeeds(false);
        assertThat(list.nextToDial(START)).contains(alice);
    }

    @Test
    void anyCall_whenEndpointIsUnknown_shouldDoNothing() {
        list.dialing(alice, START);
        list.connected(alice, START);
        list.failed(alice, START);
        list.disconnected(alice, START);
        list.seed(alice);

        assertThat(list.size()).isZero();
        assertThat(list.sources(alice)).isZero();
    }

    private void fill(int source) {
        for (int i = 10; i < 20; i++) {
            assertThat(list.add(endpoint(i), source, START)).isEqualTo(AddResult.ADDED);
        }
    }

    private InetSocketAddress dial(long now) {
        InetSocketAddress next = list.nextToDial(now).orElseThrow();
        list.dialing(next, now);
        return next;
    }

    private static InetSocketAddress endpoint(int number) {
        return endpoint("10.1.0." + number, 6881);
    }

    private static InetSocketAddress endpoint(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void add_whenThereIsNoRoomInTheSession_shouldBeFullAndTakeWhatIsTrustedMore() {
        long[] kept = new long[1];
        PeerList bounded = new PeerList(
                10,
                bytes -> {
                    boolean isRoom = bytes <= 2 * PeerList.ENTRY_BYTES;
                    kept[0] = isRoom ? bytes : kept[0];
                    return isRoom;
                },
                new Random(1));
        InetSocketAddress[] peers = new InetSocketAddress[4];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = new InetSocketAddress("10.0.9." + (i + 1), 6881);
        }
        assertThat(bounded.add(peers[0], PeerList.PEX, 0)).isEqualTo(PeerList.AddResult.ADDED);
        assertThat(bounded.add(peers[1], PeerList.PEX, 0)).isEqualTo(PeerList.AddResult.ADDED);
        assertThat(bounded.add(peers[2], PeerList.PEX, 0)).isEqualTo(PeerList.AddResult.FULL);
        assertThat(bounded.add(peers[3], PeerList.TRACKER, 0)).isEqualTo(PeerList.AddResult.ADDED);
        assertThat(bounded.size()).isEqualTo(2);
        bounded.clear();
        assertThat(kept[0]).isZero();
    }
}
