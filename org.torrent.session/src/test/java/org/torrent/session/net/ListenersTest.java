package org.torrent.session.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.session.alert.Alerts;
import org.torrent.spi.runtime.Clock;

class ListenersTest {
    private static final InetSocketAddress ANY = new InetSocketAddress("10.0.0.1", 0);
    private static final InetSocketAddress FIXED = new InetSocketAddress("10.0.0.2", 6881);
    private static final InetSocketAddress TAKEN = new InetSocketAddress("10.0.0.3", 1);

    private final Alerts alerts = new Alerts(
            new Clock() {
                @Override
                public long nowNanos() {
                    return 0;
                }

                @Override
                public long wallMillis() {
                    return 0;
                }
            },
            null);
    private final Transports transports = new Transports();
    private final List<Runnable> later = new ArrayList<>();
    private final FakeTransport tcp = new FakeTransport(50_000);
    private final FakeTransport utp = new FakeTransport(60_000);

    private Listeners listeners(String strategy, InetSocketAddress... wanted) {
        return new Listeners(
                List.of(wanted),
                DialStrategy.parse(strategy),
                transports,
                remote -> null,
                alerts,
                (nanos, task) -> later.add(task));
    }

    private static InetSocketAddress bound(InetSocketAddress wanted, int port) {
        return new InetSocketAddress(wanted.getAddress(), port);
    }

    @Test
    void follow_whenSeveralTransportsAndAddresses_shouldListenOnEachWithOnePortForAllKinds() {
        Listeners listeners = listeners("both", ANY, FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        transports.add(new TransportEntry(utp, "utp", 0));
        listeners.follow();
        assertThat(tcp.listening).containsExactly(bound(ANY, 50_000), FIXED);
        assertThat(utp.listening).containsExactly(bound(ANY, 50_000), FIXED);
        assertThat(listeners.addresses()).containsExactly(bound(ANY, 50_000), FIXED);
        assertThat(listeners.told()).contains(new InetSocketAddress(50_000));
    }

    @Test
    void follow_whenATransportLeavesAndAnotherComes_shouldLeaveTheOtherAloneAndTakeTheSamePort() {
        Listeners listeners = listeners("both", ANY);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        transports.add(new TransportEntry(utp, "utp", 0));
        listeners.follow();
        transports.remove(tcp);
        listeners.follow();
        assertThat(tcp.listening).isEmpty();
        assertThat(utp.listening).hasSize(1);
        FakeTransport later = new FakeTransport(55_555);
        transports.add(new TransportEntry(later, "tcp", 0));
        listeners.follow();
        assertThat(later.listening).containsExactly(bound(ANY, 50_000));
        assertThat(utp.listening).hasSize(1);
    }

    @Test
    void follow_whenTwoOfAKindAreThere_shouldListenWithThePreferredOne() {
        Listeners listeners = listeners("both", FIXED);
        FakeTransport second = new FakeTransport(1);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        transports.add(new TransportEntry(second, "tcp", 0));
        listeners.follow();
        assertThat(second.listening).isEmpty();
        transports.remove(tcp);
        listeners.follow();
        assertThat(second.listening).containsExactly(FIXED);
        assertThat(tcp.listening).isEmpty();
    }

    @Test
    void follow_whenAnAddressIsTaken_shouldSaySoAndListenOnTheOthers() {
        Listeners listeners = listeners("both", TAKEN, FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        tcp.taken.add(TAKEN.getPort());
        listeners.follow();
        assertThat(listeners.addresses()).containsExactly(FIXED);
        assertThat(alerts.recent()).extracting(Alert::what).containsExactly("listen_failed", "listen_succeeded");
        assertThat(alerts.recent())
                .extracting(Alert::message)
                .containsExactly("port 1 is taken", "listening on 10.0.0.2:6881");
    }

    @Test
    void follow_whenAPortCannotBeBound_shouldTellOnceAndTryUntilItCan() {
        Listeners listeners = listeners("both", FIXED);
        tcp.taken.add(FIXED.getPort());
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        listeners.follow(); // whatever else happens, one retry is due
        assertThat(later).hasSize(1);
        later.remove(0).run();
        later.remove(0).run();
        assertThat(alerts.recent()).extracting(Alert::what).containsExactly("listen_failed");
        tcp.taken.clear();
        later.remove(0).run();
        assertThat(listeners.addresses()).containsExactly(FIXED);
        assertThat(alerts.recent()).extracting(Alert::what).containsExactly("listen_failed", "listen_succeeded");
        assertThat(later).isEmpty();
    }

    @Test
    void follow_whenClosedWhileARetryIsDue_shouldBindNothing() {
        Listeners listeners = listeners("both", FIXED);
        tcp.taken.add(FIXED.getPort());
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        listeners.close();
        tcp.taken.clear();
        later.remove(0).run();
        assertThat(tcp.listening).isEmpty();
    }

    @Test
    void expect_whenAnyPortIsGoodEnough_shouldTakeTheOneAnEarlierSessionHad() {
        Listeners listeners = listeners("both", ANY);
        listeners.expect(Map.of(ANY, 44_444));
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        assertThat(listeners.addresses()).containsExactly(bound(ANY, 44_444));
        assertThat(listeners.ports()).isEqualTo(Map.of(ANY, 44_444));
    }

    @Test
    void expect_whenThatPortIsTakenMeanwhile_shouldTakeAnotherOne() {
        Listeners listeners = listeners("both", ANY);
        listeners.expect(Map.of(ANY, 44_444));
        tcp.taken.add(44_444);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        assertThat(listeners.addresses()).containsExactly(bound(ANY, 50_000));
    }

    @Test
    void follow_whenAKindIsNotWanted_shouldNotListenWithIt() {
        Listeners listeners = listeners("tcp", FIXED);
        transports.add(new TransportEntry(utp, "utp", 0));
        listeners.follow();
        assertThat(utp.listening).isEmpty();
        assertThat(listeners.told()).isEmpty();
    }

    @Test
    void told_whenListeningOnOneAddress_shouldNameIt() {
        Listeners listeners = listeners("both", FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        assertThat(listeners.told()).contains(FIXED);
    }

    @Test
    void wanted_whenSomeOfItCannotBeBound_shouldNameItAllWithThePortsThatThereAre() {
        Listeners listeners = listeners("both", TAKEN, ANY, FIXED);
        assertThat(listeners.wanted()).containsExactly(TAKEN, ANY, FIXED);
        tcp.taken.add(TAKEN.getPort());
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        assertThat(listeners.addresses()).doesNotContain(TAKEN);
        assertThat(listeners.wanted()).containsExactly(TAKEN, bound(ANY, 50_000), FIXED);
    }

    @Test
    void close_shouldFreeEveryPort() {
        Listeners listeners = listeners("both", ANY, FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow();
        listeners.close();
        assertThat(tcp.listening).isEmpty();
        assertThat(listeners.addresses()).isEmpty();
    }
}
