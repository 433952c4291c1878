package org.torrent.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.Listener;

/** Connecting, carrying bytes and ending: what every transport must do. */
public abstract class TransportConformance extends TransportSuite {
    @Test
    void connect_whenSomebodyListens_shouldOpenBothEnds() {
        Pair pair = connect(new Recorder(), new Recorder());
        assertThat(pair.near().remote()).isEqualTo(pair.far().local());
        assertThat(pair.near().local()).isEqualTo(pair.far().remote());
        assertThat(pair.near().local().getPort()).isPositive();
    }

    @Test
    void write_whenAnySizes_shouldArriveUnchangedAndInOrder() {
        Recorder dialler = new Recorder();
        Pair pair = connect(dialler, echo());
        Random random = new Random(7);
        byte[] all = random(7, 3_000_000);
        for (int at = 0; at < all.length; ) {
            int length = Math.min(all.length - at, random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(70_000));
            byte[] part = Arrays.copyOfRange(all, at, at + length);
            if (random.nextBoolean()) {
                pair.near().write(pool.filled(part));
            } else {
                pair.near().write(ByteBuffer.wrap(part));
            }
            at += length;
        }
        dialler.awaitReceived(all.length);
        dialler.awaitWritten(all.length);
        assertThat(dialler.received()).isEqualTo(all);
        assertThat(dialler.writtenBytes()).isEqualTo(all.length);
    }

    @Test
    void write_whenBufferIsShared_shouldLeaveItAsItWas() {
        Pair one = connect(new Recorder(), new Recorder());
        Pair two = connect(new Recorder(), new Recorder());
        ByteBuffer shared = ByteBuffer.wrap(random(3, 1_000)).position(10).limit(900);
        one.near().write(shared);
        two.near().write(shared);
        one.accepted().awaitReceived(890);
        two.accepted().awaitReceived(890);
        assertThat(shared.position()).isEqualTo(10);
        assertThat(two.accepted().received()).isEqualTo(one.accepted().received());
    }

    @Test
    void write_whenNothingRemains_shouldOnlyReleaseTheBlock() {
        Pair pair = connect(new Recorder(), new Recorder());
        pair.near().write(pool.filled(new byte[0]));
        pool.awaitAllReleasedOnce();
        pair.near().write(ByteBuffer.wrap(new byte[] {1}));
        pair.accepted().awaitReceived(1);
    }

    @Test
    void write_whenFromManyThreads_shouldLoseNothing() throws Exception {
        Recorder dialler = new Recorder();
        Pair pair = connect(dialler, new Recorder());
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte mark = (byte) i;
            writers.add(new Thread(() -> {
                for (int n = 0; n < 500; n++) {
                    byte[] message = new byte[64];
                    Arrays.fill(message, mark);
                    pair.near().write(pool.filled(message));
                }
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        pair.accepted().awaitReceived(8 * 500 * 64);
        byte[] received = pair.accepted().received();
        for (int at = 0; at < received.length; at += 64) {
            assertThat(Arrays.copyOfRange(received, at, at + 64)).containsOnly(received[at]);
        }
    }

    @Test
    void onReceived_whenPartIsLeft_shouldDeliverItAgainInFront() {
        Random random = new Random(11);
        Recorder slow = new Recorder();
        slow.reading((connection, bytes) -> {
            ByteBuffer part = bytes.slice(bytes.position(), 1 + random.nextInt(bytes.remaining()));
            bytes.position(bytes.position() + part.remaining());
            slow.consume(part);
        });
        byte[] all = random(11, 500_000);
        Pair pair = connect(new Recorder(), slow);
        pair.near().write(ByteBuffer.wrap(all));
        // What is left waits for newer bytes, so the last of it comes with these.
        for (int i = 0; slow.receivedBytes() < all.length; i++) {
            long before = slow.receivedBytes();
            pair.near().write(ByteBuffer.wrap(new byte[] {(byte) i}));
            slow.await("progress", () -> slow.receivedBytes() > before);
        }
        assertThat(Arrays.copyOf(slow.received(), all.length)).isEqualTo(all);
    }

    @Test
    void connect_whenHundredAtOnce_shouldServeAllOnOnePort() {
        int count = 100;
        List<Recorder> accepted = new CopyOnWriteArrayList<>();
        Listener listener = listen(remote -> {
            Recorder one = echo();
            accepted.add(one);
            return one;
        });
        List<Recorder> dialled = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Recorder dialler = new Recorder();
            dialled.add(dialler);
            transport.connect(listener.address(), CONNECT_MILLIS, dialler);
        }
        for (int i = 0; i < count; i++) {
            dialled.get(i).awaitOpen().write(pool.filled(random(i, 40_000)));
        }
        for (int i = 0; i < count; i++) {
            dialled.get(i).awaitReceived(40_000);
            assertThat(dialled.get(i).received()).isEqualTo(random(i, 40_000));
            dialled.get(i).check();
        }
        assertThat(accepted).hasSize(count);
    }

    @Test
    void accept_whenItAnswersNull_shouldRefuse() {
        Listener listener = listen(remote -> null);
        Recorder dialler = new Recorder();
        transport.connect(listener.address(), CONNECT_MILLIS, dialler);
        dialler.awaitClosed();
    }

    @Test
    void accept_whenItThrows_shouldRefuseAndGoOn() {
        Recorder second = new Recorder();
        boolean[] thrown = {false};
        Listener listener = listen(remote -> {
            if (!thrown[0]) {
                thrown[0] = true;
                throw new IllegalStateException("first");
            }
            return second;
        });
        Recorder refused = new Recorder();
        transport.connect(listener.address(), CONNECT_MILLIS, refused);
        refused.awaitClosed();
        transport.connect(listener.address(), CONNECT_MILLIS, new Recorder());
        second.awaitOpen();
    }

    @Test
    void listenerClose_whenConnectionsAreOpen_shouldKeepThem() {
        Recorder dialler = new Recorder();
        Recorder accepted = echo();
        Listener listener = listen(remote -> accepted);
        transport.connect(listener.address(), CONNECT_MILLIS, dialler);
        Connection connection = dialler.awaitOpen();
        accepted.awaitOpen();
        listener.close();
        listener.close();
        connection.write(ByteBuffer.wrap(random(1, 1_000)));
        dialler.awaitReceived(1_000);
        Recorder late = new Recorder();
        transport.connect(listener.address(), CONNECT_MILLIS, late);
        late.awaitClosed();
    }

    @Test
    void listen_whenThePortIsTaken_shouldNameItAndTheCause() throws IOException {
        Listener first = listen(remote -> null);
        assertThatThrownBy(() -> transport.listen(first.address(), remote -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":" + first.address().getPort())
                .hasMessageContaining("in use")
                .hasMessageNotContaining("\n");
        first.close();
        transport.listen(first.address(), remote -> null).close();
    }

    @Test
    void listen_whenOnIpv6Loopback_shouldConnectThere() throws IOException {
        assumeThat(hasIpv6Loopback()).isTrue();
        exchange("::1", "::1");
    }

    @Test
    void listen_whenOnTheWildcardOfEitherFamily_shouldTakeBoth() throws IOException {
        exchange("0.0.0.0", "127.0.0.1");
        assumeThat(hasIpv6Loopback()).isTrue();
        exchange("0.0.0.0", "::1");
        exchange("::", "127.0.0.1");
        exchange("::", "::1");
    }

    private void exchange(String listenOn, String dialTo) throws IOException {
        Recorder dialler = new Recorder();
        try (Listener listener = transport.listen(at(listenOn, 0), remote -> echo())) {
            assertThat(listener.address().getAddress())
                    .isEqualTo(at(listenOn, 0).getAddress());
            InetSocketAddress target = at(dialTo, listener.address().getPort());
            transport.connect(target, CONNECT_MILLIS, dialler);
            assertThat(dialler.awaitOpen().remote()).isEqualTo(target);
            dialler.awaitOpen().write(ByteBuffer.wrap(random(2, 5_000)));
            dialler.awaitReceived(5_000);
        }
    }

    private static boolean hasIpv6Loopback() throws IOException {
        return NetworkInterface.getByInetAddress(at("::1", 0).getAddress()) != null;
    }
}
