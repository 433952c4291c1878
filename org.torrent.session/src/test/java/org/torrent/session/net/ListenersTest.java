package org.torrent.session.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
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
    private final FakeTransport tcp = new FakeTransport(50_000);
    private final FakeTransport utp = new FakeTransport(60_000);

    private Listeners listeners(String strategy, InetSocketAddress... wanted) {
        return new Listeners(List.of(wanted), DialStrategy.parse(strategy), remote -> null, alerts);
    }

    private static InetSocketAddress bound(InetSocketAddress wanted, int port) {
        return new InetSocketAddress(wanted.getAddress(), port);
    }

    @Test
    void follow_whenSeveralTransportsAndAddresses_shouldListenOnEachWithOnePortForAllKinds() {
        Listeners listeners = listeners("both", ANY, FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        transports.add(new TransportEntry(utp, "utp", 0));
        listeners.follow(transports);
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
        listeners.follow(transports);
        transports.remove(tcp);
        listeners.follow(transports);
        assertThat(tcp.listening).isEmpty();
        assertThat(utp.listening).hasSize(1);
        FakeTransport later = new FakeTransport(55_555);
        transports.add(new TransportEntry(later, "tcp", 0));
        listeners.follow(transports);
        assertThat(later.listening).containsExactly(bound(ANY, 50_000));
        assertThat(utp.listening).hasSize(1);
    }

    @Test
    void follow_whenTwoOfAKindAreThere_shouldListenWithThePreferredOne() {
        Listeners listeners = listeners("both", FIXED);
        FakeTransport second = new FakeTransport(1);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow(transports);
        transports.add(new TransportEntry(second, "tcp", 0));
        listeners.follow(transports);
        assertThat(second.listening).isEmpty();
        transports.remove(tcp);
        listeners.follow(transports);
        assertThat(second.listening).containsExactly(FIXED);
        assertThat(tcp.listening).isEmpty();
    }

    @Test
    void follow_whenAnAddressIsTaken_shouldSaySoAndListenOnTheOthers() {
        Listeners listeners = listeners("both", TAKEN, FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow(transports);
        assertThat(listeners.addresses()).containsExactly(FIXED);
        assertThat(alerts.recent()).extracting(Alert::what).containsExactly("listen_failed", "listen_succeeded");
        assertThat(alerts.recent())
                .extracting(Alert::message)
                .containsExactly("port 1 is taken", "listening on 10.0.0.2:6881");
    }

    @Test
    void follow_whenAKindIsNotWanted_shouldNotListenWithIt() {
        Listeners listeners = listeners("tcp", FIXED);
        transports.add(new TransportEntry(utp, "utp", 0));
        listeners.follow(transports);
        assertThat(utp.listening).isEmpty();
        assertThat(listeners.told()).isEmpty();
    }

    @Test
    void told_whenListeningOnOneAddress_shouldNameIt() {
        Listeners listeners = listeners("both", FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow(transports);
        assertThat(listeners.told()).contains(FIXED);
    }

    @Test
    void close_shouldFreeEveryPort() {
        Listeners listeners = listeners("both", ANY, FIXED);
        transports.add(new TransportEntry(tcp, "tcp", 0));
        listeners.follow(transports);
        listeners.close();
        assertThat(tcp.listening).isEmpty();
        assertThat(listeners.addresses()).isEmpty();
    }
}
