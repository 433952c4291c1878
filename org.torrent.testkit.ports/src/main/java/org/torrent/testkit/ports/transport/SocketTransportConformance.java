package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Listener;

/** What a transport over real sockets does beside {@link TransportConformance}: threads that race, address families, a deaf port. */
public abstract class SocketTransportConformance extends TransportConformance {
    @Test
    void write_whenFromManyThreads_shouldLoseNothing() throws Exception {
        Recorder dialler = recorder();
        Pair pair = connect(dialler, recorder());
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
        byte[] received = pair.accepted().bytes();
        for (int at = 0; at < received.length; at += 64) {
            assertThat(Arrays.copyOfRange(received, at, at + 64)).containsOnly(received[at]);
        }
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

    @Test
    void connect_whenFromAnAddress_shouldComeFromThere() throws IOException {
        InetAddress own = InetAddress.getByName("127.0.0.2");
        InetSocketAddress[] came = new InetSocketAddress[1];
        Recorder accepted = recorder();
        Listener listener = listen(remote -> {
            came[0] = remote;
            return accepted;
        });
        Recorder dialler = recorder();
        client.connect(own, listener.address(), CONNECT_MILLIS, dialler);
        dialler.awaitOpen();
        accepted.awaitOpen();
        assertThat(came[0].getAddress()).isEqualTo(own);
    }

    @Test
    void connect_whenFromAnAddressOfSomebodyElse_shouldFailAndNameIt() throws IOException {
        Recorder dialler = recorder();
        client.connect(
                InetAddress.getByName("192.0.2.1"), listen(remote -> recorder()).address(), CONNECT_MILLIS, dialler);
        assertThat(dialler.awaitClosed()).contains("192.0.2.1");
    }

    @Test
    void connect_whenNobodyListens_shouldSayRefused() throws IOException {
        InetSocketAddress free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = at("127.0.0.1", probe.getLocalPort());
        }
        Recorder dialler = recorder();
        client.connect(free, CONNECT_MILLIS, dialler);
        assertThat(dialler.awaitClosed()).contains("refused");
    }

    /** A full backlog leaves dials without an answer, on the loopback too. */
    @Test
    void connect_whenNobodyAnswers_shouldTimeOut() throws IOException {
        List<SocketChannel> fill = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, at("127.0.0.1", 0).getAddress())) {
            InetSocketAddress address = at("127.0.0.1", deaf.getLocalPort());
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                fill.add(channel);
                channel.configureBlocking(false);
                channel.connect(address);
            }
            Recorder dialler = recorder();
            client.connect(address, 200, dialler);
            assertThat(dialler.awaitClosed()).contains("200 ms");
            Recorder pending = recorder();
            client.connect(address, 600_000, pending);
            stop();
            assertThat(pending.awaitClosed()).contains("stopped");
        } finally {
            for (SocketChannel channel : fill) {
                channel.close();
            }
        }
    }

    @Test
    void write_whenRacingWithClose_shouldReleaseEveryBlockOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            Pair pair = connect(recorder(), recorder());
            Thread writer = new Thread(() -> {
                while (!pair.dialler().isClosed()) {
                    pair.near().write(pool.filled(new byte[100]));
                }
                pair.near().write(pool.filled(new byte[100]));
            });
            writer.start();
            pair.accepted().awaitReceived(100);
            (round % 2 == 0 ? pair.near() : pair.far()).close("race");
            writer.join();
            pair.dialler().awaitClosed();
            awaitAllReleasedOnce();
        }
    }

    private void exchange(String listenOn, String dialTo) throws IOException {
        Recorder dialler = recorder();
        try (Listener listener = server.listen(at(listenOn, 0), remote -> echo())) {
            assertThat(listener.address().getAddress())
                    .isEqualTo(at(listenOn, 0).getAddress());
            InetSocketAddress target = at(dialTo, listener.address().getPort());
            client.connect(target, CONNECT_MILLIS, dialler);
            assertThat(dialler.awaitOpen().remote()).isEqualTo(target);
            dialler.awaitOpen().write(ByteBuffer.wrap(random(2, 5_000)));
            dialler.awaitReceived(5_000);
        }
    }

    private static boolean hasIpv6Loopback() throws IOException {
        return NetworkInterface.getByInetAddress(at("::1", 0).getAddress()) != null;
    }

    private static InetSocketAddress at(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
