package org.torrent.session.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.http.LocalAddresses;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

class TransportDialerTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.1", 6881);

    private final FakeTransport tcp = new FakeTransport(7);
    private final FakeTransport utp = new FakeTransport(7);
    private final Transports transports = new Transports();
    private final TransportDialer dialer =
            new TransportDialer(transports, DialStrategy.parse("both"), LocalAddresses.ANY);
    private final Told told = new Told();

    @Test
    void dial_whenNothingIsThere_shouldSaySo() {
        assertThat(dialer.canDial()).isFalse();
        assertThat(dialer.dial(PEER, 1, told)).isFalse();
        assertThat(told.events).isEmpty();
    }

    @Test
    void dial_whenOneWayIsThere_shouldTakeItWithoutADetour() {
        transports.add(new TransportEntry(tcp, "tcp", 0));
        assertThat(dialer.dial(PEER, 1, told)).isTrue();
        assertThat(tcp.dials).containsExactly(told);
    }

    @Test
    void dial_whenTheFirstWayFails_shouldTryTheNextAndRememberIt() {
        transports.add(new TransportEntry(tcp, "tcp", 0));
        transports.add(new TransportEntry(utp, "utp", -1));
        dialer.dial(PEER, 1, told);
        assertThat(utp.dials).isEmpty();
        tcp.dials.get(0).onClosed("refused");
        utp.dials.get(0).onOpen(null);
        utp.dials.get(0).onReceived(ByteBuffer.allocate(3));
        utp.dials.get(0).onWritten(4);
        utp.dials.get(0).onClosed("over");
        assertThat(told.events).containsExactly("open", "received 3", "written 4", "over");

        dialer.dial(PEER, 1, told);
        assertThat(utp.dials).as("what worked last comes first").hasSize(2);
        assertThat(tcp.dials).hasSize(1);
    }

    @Test
    void dial_whenEveryWayFails_shouldTellOnceAndNameEach() {
        transports.add(new TransportEntry(utp, "utp", 1));
        transports.add(new TransportEntry(tcp, "tcp", 0));
        dialer.dial(PEER, 1, told);
        utp.dials.get(0).onClosed("no answer");
        tcp.dials.get(0).onClosed("refused");
        assertThat(told.events).containsExactly("utp: no answer; tcp: refused");
    }

    @Test
    void dial_whenATransportLeft_shouldNotUseIt() {
        transports.add(new TransportEntry(tcp, "tcp", 0));
        transports.add(new TransportEntry(utp, "utp", 0));
        transports.remove(tcp);
        dialer.dial(PEER, 1, told);
        assertThat(tcp.dials).isEmpty();
        assertThat(utp.dials).hasSize(1);
    }

    @Test
    void dial_whenAddressesAreNamed_shouldStartFromOneOfThemOrNotAtAll() {
        transports.add(new TransportEntry(tcp, "tcp", 0));
        dialer.configure(
                DialStrategy.parse("both"), LocalAddresses.of(List.of(new InetSocketAddress("192.0.2.1", 6881))));
        dialer.dial(PEER, 1, told);
        assertThat(tcp.locals).containsExactly("/192.0.2.1");
        dialer.dial(new InetSocketAddress("2001:db8::1", 6881), 1, told);
        assertThat(tcp.dials).hasSize(1);
        assertThat(told.events)
                .containsExactly("none of the addresses of --listen leads there; a port alone dials from all");
    }

    private static final class Told implements ConnectionHandler {
        private final List<String> events = new ArrayList<>();

        @Override
        public void onOpen(Connection connection) {
            events.add("open");
        }

        @Override
        public void onReceived(ByteBuffer bytes) {
            events.add("received " + bytes.remaining());
        }

        @Override
        public void onWritten(long bytes) {
            events.add("written " + bytes);
        }

        @Override
        public void onClosed(String reason) {
            events.add(reason);
        }
    }
}
