package org.torrent.session.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.ReceivedBlock;
import org.torrent.session.wire.WireBatch;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.runtime.Clock;

class PeerConnectionTest {
    @Test
    void onBatch_whenHandlingAMessageThrows_shouldCloseThePeerAndReleaseTheRest() {
        DirectBlockPool pool = new DirectBlockPool(1 << 20);
        WireSetup setup = new WireSetup(pool);
        PeerWire wire =
                WireConnection.accepted(setup, (handshake, learned) -> null, new InetSocketAddress("10.0.0.1", 1));
        Handshake theirs = new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20]));
        TorrentServices services = new TorrentServices(
                new StoppedClock(),
                pool,
                null,
                null,
                null,
                setup,
                null,
                null,
                null,
                address -> false,
                null,
                null,
                null,
                null,
                null);
        PeerConnection peer = new PeerConnection(
                new PeerState(wire, theirs, false, false, new PeerBits(bytes -> true), 0),
                null,
                services,
                null); // nothing works without a host
        BlockRequest span = new BlockRequest(0, 0, 1);
        peer.onBatch(
                new WireBatch(List.of(new Message.Interested(), new ReceivedBlock(span, pool.tryAcquire(1))), 20, wire),
                1);
        assertThat(peer.closingReason()).contains("internal error");
        assertThat(pool.lentBytes()).isZero();
    }

    @Test
    void onBatch_whenThereIsNoMemoryInTheMiddle_shouldCloseThePeerAndReleaseTheRest() {
        DirectBlockPool pool = new DirectBlockPool(1 << 20);
        WireSetup setup = new WireSetup(pool);
        List<String> closed = new ArrayList<>();
        List<Integer> processed = new ArrayList<>();
        PeerWire line =
                WireConnection.accepted(setup, (handshake, learned) -> null, new InetSocketAddress("10.0.0.1", 1));
        PeerWire wire = proxy(PeerWire.class, (method, arguments) -> {
            switch (method.getName()) {
                case "close" -> {
                    closed.add((String) arguments[0]);
                    if (closed.size() == 1) {
                        throw new OutOfMemoryError("planned");
                    }
                }
                case "processed" -> processed.add((Integer) arguments[0]);
                default -> {
                    return method.invoke(line, arguments);
                }
            }
            return null;
        });
        ConnectionHost host = proxy(ConnectionHost.class, (method, arguments) -> {
            throw new OutOfMemoryError("planned");
        });
        TorrentServices services = new TorrentServices(
                new StoppedClock(),
                pool,
                null,
                null,
                null,
                setup,
                null,
                null,
                null,
                address -> false,
                null,
                null,
                null,
                null,
                null);
        PeerConnection peer = new PeerConnection(
                new PeerState(
                        wire,
                        new Handshake(0, InfoHash.of(new byte[20]), PeerId.of(new byte[20])),
                        false,
                        false,
                        new PeerBits(bytes -> true),
                        0),
                host,
                services,
                null);
        List<Object> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(new ReceivedBlock(new BlockRequest(0, 0, 1), pool.tryAcquire(1)));
        }
        peer.onBatch(new WireBatch(events, 20, wire), 1);

        assertThat(pool.lentBytes()).isZero();
        assertThat(processed).containsExactly(20);
        assertThat(peer.closingReason()).contains("no memory");
        assertThatThrownBy(() -> peer.tick(1)).isInstanceOf(NullPointerException.class); // its view needs a sender
        assertThat(closed).as("closed again, as that failed").hasSize(2);
    }

    private interface Call {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.answer(method, arguments)));
    }

    private static final class StoppedClock implements Clock {
        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }
}
