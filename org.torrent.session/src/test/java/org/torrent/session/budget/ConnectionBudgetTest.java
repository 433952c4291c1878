package org.torrent.session.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final String OURS = "torrent";

    private long now;
    private final ConnectionBudget budget = new ConnectionBudget(new ConnectionLimits(100, 4, 40, 3, 20, 2), () -> now);

    private static InetAddress address(int number) {
        return address(10, 0, number >> 8, number);
    }

    private static InetAddress address(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<ConnectionLease> flood(int attempts, int addresses, boolean withHandshake) {
        List<ConnectionLease> leases = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            ConnectionLease lease = budget.accept(address(i % addresses));
            if (lease != null && (!withHandshake || lease.attach("torrent " + i % 5))) {
                leases.add(lease);
            } else if (lease != null) {
                lease.close();
            }
        }
        return leases;
    }

    @Test
    void accept_whenAnAddressBreaksTheProtocolAgainAndAgain_shouldSlowItDown() {
        for (int i = 0; i <= BreachLimits.FREE_BREACHES; i++) {
            ConnectionLease lease = budget.accept(address(1));
            lease.breached();
            lease.close();
        }
        assertThat(budget.accept(address(1))).as("one at a time").isNotNull();
        assertThat(budget.accept(address(1))).isNull();
        assertThat(budget.accept(address(2))).as("others").isNotNull();
        assertThat(budget.counts().refused()).isOne();
        now += BreachLimits.PAUSE_NANOS;
        assertThat(budget.accept(address(1))).isNotNull();
        assertThat(budget.accept(address(1))).isNull();
    }

    @Test
    void accept_whenOneAddressFloodsWithoutHandshakes_shouldGiveItHalfAndOthersTheRest() {
        flood(1_000, 1, false);
        assertThat(budget.counts().handshakes()).isEqualTo(20);
        long evicted = budget.counts().evicted();
        for (int i = 1; i <= 7; i++) {
            ConnectionLease honest = budget.accept(address(i));
            assertThat(honest).isNotNull();
        }
        assertThat(budget.counts().evicted()).isEqualTo(evicted);
    }

    @Test
    void accept_whenAnHonestPeerSharesTheAddressOfAFlood_shouldLetItInWithinARoundTrip() {
        flood(1_000, 1, false);
        ConnectionLease honest = budget.accept(address(0));
        assertThat(honest).isNotNull();
        flood(19, 1, false); // before its handshake comes
        assertThat(honest.attach(OURS)).isTrue();
        assertThat(budget.counts().handshakes()).isEqualTo(19);
    }

    @Test
    void accept_whenOneAddressFloodsWithHandshakes_shouldKeepHalfForOthers() {
        assertThat(flood(1_000, 1, true)).hasSize(50);
        for (int i = 1; i <= 30; i++) {
            assertThat(budget.accept(address(i)).attach("another " + i % 3)).isTrue();
        }
    }

    @Test
    void accept_whenManyAddressesFloodWithoutHandshakes_shouldLetEveryHonestPeerIn() {
        int flooders = 1_000;
        flood(flooders, flooders, false);
        for (int i = 0; i < 30; i++) {
            ConnectionLease honest = budget.accept(address(2_000 + i));
            assertThat(honest).isNotNull();
            flood(39, 39, false); // before its handshake comes
            assertThat(honest.attach(OURS)).isTrue();
        }
        assertThat(budget.counts().handshakes()).isEqualTo(39);
        assertThat(budget.counts().connections()).isEqualTo(69);
    }

    @Test
    void accept_whenAllPlacesForHandshakesAreTaken_shouldEvictTheOldestOfTheHeaviestAddress() {
        List<Integer> evicted = new ArrayList<>();
        List<ConnectionLease> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ConnectionLease lease = budget.accept(address(i < 5 ? i : i < 15 ? 5 : i));
            int number = i;
            lease.onEvicted(() -> evicted.add(number));
            all.add(lease);
        }
        assertThat(budget.accept(address(100))).isNotNull();
        assertThat(budget.accept(address(101))).isNotNull();
        assertThat(evicted).containsExactly(5, 6);
        assertThat(all.get(5).attach(OURS)).as("its place is another's").isFalse();
        assertThat(budget.counts().evicted()).isEqualTo(2);
        assertThat(budget.counts().handshakes()).isEqualTo(40);
        AtomicInteger late = new AtomicInteger();
        all.get(6).onEvicted(late::incrementAndGet);
        assertThat(late).hasValue(1);
    }

    @Test
    void accept_whenWhoeverComesTakesAllHeCan_shouldLeaveAFifthToThoseWeDial() {
        assertThat(flood(1_000, 250, true)).hasSize(80);
        for (int i = 0; i < 20; i++) {
            assertThat(budget.dial("another " + i % 2, address(3_000 + i)))
                    .as("dial %d", i)
                    .isNotNull();
        }
        assertThat(budget.counts().connections()).isEqualTo(100);
    }

    @Test
    void accept_whenTheFloodOfOneAddressHoldsHandshakesAndAllIsFull_shouldStillLetAnHonestPeerIn() {
        flood(20, 1, false);
        List<ConnectionLease> honest = new ArrayList<>();
        for (int i = 1; i <= 75; i++) {
            ConnectionLease lease = budget.accept(address(i));
            assertThat(lease).as("peer %d", i).isNotNull();
            assertThat(lease.attach("torrent " + i % 5)).isTrue();
            honest.add(lease);
        }
        assertThat(budget.counts().incoming()).isEqualTo(80);
        assertThat(budget.counts().evicted()).isEqualTo(15);
    }

    @Test
    void accept_whenIpv6AddressesShareTheirFirst64Bits_shouldCountThemAsOne() {
        for (int i = 0; i < 20; i++) {
            assertThat(budget.accept(address(32, 1, 13, 184, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, i)))
                    .isNotNull();
        }
        assertThat(budget.accept(address(32, 1, 13, 184, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9)))
                .as("takes the place of one of its own")
                .isNotNull();
        assertThat(budget.counts().evicted()).isEqualTo(1);
        assertThat(budget.accept(address(32, 1, 13, 184, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1)))
                .isNotNull();
    }

    @Test
    void accept_whenAHundredHonestPeersShareOneAddress_shouldLetThemAllIn() {
        ConnectionBudget shipped = new ConnectionBudget(ConnectionLimits.DEFAULTS, () -> now);
        InetAddress loopback = address(127, 0, 0, 1);
        assertThat(IntStream.range(0, 100).mapToObj(i -> shipped.accept(loopback)))
                .doesNotContainNull();
        assertThat(IntStream.range(0, 30).mapToObj(i -> shipped.dial(OURS, loopback)))
                .doesNotContainNull();
    }

    @Test
    void close_whenCalledTwice_shouldGiveThePlaceBackOnce() {
        List<ConnectionLease> leases = flood(10, 5, true);
        for (ConnectionLease lease : leases) {
            lease.close();
            lease.close();
        }
        assertThat(leases.get(0).attach("torrent 0")).isFalse();
        assertThat(budget.counts()).isEqualTo(new ConnectionCounts(0, 0, 0, 0, 0, 0));
        ConnectionLease silent = budget.accept(address(1));
        silent.close();
        silent.close();
        ConnectionLease dial = budget.dial(OURS, address(1));
        assertThat(dial.attach(OURS)).isTrue();
        dial.close();
        dial.close();
        assertThat(budget.counts()).isEqualTo(new ConnectionCounts(0, 0, 0, 0, 0, 0));
    }

    @Test
    void dial_whenPeersNameOnlyOneVictim_shouldNotAimEverythingAtIt() {
        int dialled = 0;
        while (budget.dial(OURS, address(1)) != null) {
            dialled++;
        }
        assertThat(dialled).isEqualTo(10);
        assertThat(budget.mayDial(OURS)).as("others may be dialled").isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(budget.dial(OURS, address(2 + i))).isNotNull();
        }
        assertThat(budget.mayDial(OURS)).isFalse();
        assertThat(budget.dial(OURS, address(50))).isNull();
    }

    @Test
    void dial_whenTheHandshakeCame_shouldCountAsHalfOpenNoLonger() {
        for (int i = 0; i < 40; i++) {
            assertThat(budget.dial(OURS, address(i)).attach(OURS)).isTrue();
        }
        assertThat(budget.counts().dials()).isZero();
        assertThat(budget.counts().connections()).isEqualTo(40);
    }

    @Test
    void attach_whenOneTorrentIsWantedByAll_shouldKeepPlacesForOthers() {
        int one = open("one", 0);
        int two = open("two", 200);
        assertThat(one).isEqualTo(90);
        assertThat(two).isEqualTo(TorrentShares.FEW);
    }

    @Test
    void attach_whenTorrentsCompete_shouldNotLetOneHaveMoreThanItsEqualPart() {
        for (int i = 0; i < 25; i++) {
            assertThat(budget.dial("one", address(i)).attach("one")).isTrue();
            assertThat(budget.dial("two", address(300 + i)).attach("two")).isTrue();
        }
        assertThat(open("one", 1_000)).isEqualTo(25);
        assertThat(open("two", 2_000)).isEqualTo(15); // up to the last tenth
        assertThat(open("three", 3_000)).isEqualTo(TorrentShares.FEW);
    }

    private int open(String torrent, int firstAddress) {
        int count = 0;
        for (ConnectionLease lease; (lease = budget.dial(torrent, address(firstAddress + count))) != null; count++) {
            assertThat(lease.attach(torrent)).isTrue();
        }
        return count;
    }

    @Test
    void limit_whenItShrinks_shouldKeepWhoIsThereAndAdmitNobody() {
        List<ConnectionLease> leases = flood(30, 30, true);
        budget.limit(new ConnectionLimits(20, 4, 10, 3, 5, 2));
        assertThat(budget.accept(address(99))).isNull();
        assertThat(budget.dial(OURS, address(98))).isNull();
        leases.subList(0, 20).forEach(ConnectionLease::close);
        assertThat(budget.accept(address(99))).isNotNull();
        assertThat(budget.counts().connections()).isEqualTo(11);
    }

    @Test
    void settings_whenTheyLetNothingThrough_shouldBeRefusedByName() {
        assertThatThrownBy(() -> new ConnectionLimits(0, 1, 1, 1, 1, 1)).hasMessageContaining("connections: 0");
        assertThatThrownBy(() -> new ConnectionLimits(1, 1, 1, 1, 0, 1)).hasMessageContaining("dials: 0");
        assertThatThrownBy(() -> new BudgetSettings(ConnectionLimits.DEFAULTS, 0, 2, 1, 0))
                .hasMessageContaining("unchoke slots: 0");
        assertThatThrownBy(() -> new BudgetSettings(ConnectionLimits.DEFAULTS, 1, 1, 2, 0))
                .hasMessageContaining("pending bytes: 1");
    }
}
