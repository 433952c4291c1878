package org.torrent.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Listener;

/** How dials fail and connections end: told once, with a reason, and without losing a block. */
public abstract class TransportEndsConformance extends TransportSuite {
    private static final int BLOCK_BYTES = 16 * 1024;

    @Test
    void connect_whenNobodyListens_shouldSayRefused() throws IOException {
        InetSocketAddress free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = at("127.0.0.1", probe.getLocalPort());
        }
        Recorder dialler = new Recorder();
        transport.connect(free, CONNECT_MILLIS, dialler);
        assertThat(dialler.awaitClosed()).contains("refused");
    }

    @Test
    void connect_whenUnresolved_shouldSaySo() {
        Recorder dialler = new Recorder();
        transport.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1), CONNECT_MILLIS, dialler);
        assertThat(dialler.awaitClosed()).contains("resolved");
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
            Recorder dialler = new Recorder();
            transport.connect(address, 200, dialler);
            assertThat(dialler.awaitClosed()).contains("200 ms");
            Recorder pending = new Recorder();
            transport.connect(address, 600_000, pending);
            stop();
            assertThat(pending.awaitClosed()).contains("stopped");
        } finally {
            for (SocketChannel channel : fill) {
                channel.close();
            }
        }
    }

    @Test
    void close_whenCalled_shouldTellBothEndsOnce() {
        Pair pair = connect(new Recorder(), new Recorder());
        pair.near().close("enough");
        pair.near().close("again");
        assertThat(pair.dialler().awaitClosed()).isEqualTo("enough");
        assertThat(pair.accepted().awaitClosed()).isIn("closed by peer", "reset by peer");
    }

    @Test
    void close_whenCalledInsideCallbacks_shouldDeliverNothingMore() {
        Recorder accepted = new Recorder().reading((connection, bytes) -> connection.close("seen enough"));
        Pair pair = connect(new Recorder(), accepted);
        pair.near().write(ByteBuffer.wrap(random(1, 100_000)));
        assertThat(accepted.awaitClosed()).isEqualTo("seen enough");
        pair.dialler().awaitClosed();

        Recorder[] opener = new Recorder[1];
        opener[0] = new Recorder().opening(() -> opener[0].awaitOpen().close("at once"));
        transport.connect(listen(remote -> new Recorder()).address(), CONNECT_MILLIS, opener[0]);
        assertThat(opener[0].awaitClosed()).isEqualTo("at once");
    }

    @Test
    void close_whenInMidWrite_shouldReleaseEveryBlockOnce() {
        Recorder reader = new Recorder().reading((connection, bytes) -> connection.suspendRead());
        Pair pair = connect(new Recorder(), reader);
        for (int i = 0; i < 1_000; i++) {
            pair.near().write(pool.filled(random(i, BLOCK_BYTES)));
        }
        pair.dialler().awaitWritten(1);
        pair.near().close("in mid-write");
        assertThat(pair.dialler().awaitClosed()).isEqualTo("in mid-write");
        pool.awaitAllReleasedOnce();
    }

    @Test
    void write_whenClosed_shouldOnlyReleaseTheBlock() {
        Pair pair = connect(new Recorder(), new Recorder());
        pair.near().close("over");
        pair.dialler().awaitClosed();
        pair.near().write(pool.filled(random(1, BLOCK_BYTES)));
        pair.near().write(ByteBuffer.wrap(random(1, BLOCK_BYTES)));
        pair.near().suspendRead();
        pair.near().resumeRead();
        pair.near().closeAfterWrites("again", 1_000);
        pool.awaitAllReleasedOnce();
        pair.dialler().check();
    }

    @Test
    void write_whenRacingWithClose_shouldReleaseEveryBlockOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            Pair pair = connect(new Recorder(), new Recorder());
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
            pool.awaitAllReleasedOnce();
        }
    }

    /** The peer goes on sending: closing with unread input would cut off what it has not read yet. */
    @Test
    void closeAfterWrites_whenMuchWaits_shouldDeliverAllOfIt() {
        byte[] all = random(5, 4_000_000);
        byte[] block = random(6, BLOCK_BYTES);
        Recorder sender = feeder(Long.MAX_VALUE, BLOCK_BYTES, 1 << 20, at -> block);
        Pair pair = connect(new Recorder().reading((connection, bytes) -> bytes.position(bytes.limit())), sender);
        sender.start(pair.far());
        pair.near().write(pool.filled(all));
        pair.near().closeAfterWrites("done", 20_000);
        pair.near().write(pool.filled(new byte[] {1}));
        assertThat(pair.dialler().awaitClosed()).isEqualTo("done");
        assertThat(pair.accepted().awaitClosed()).isEqualTo("closed by peer");
        assertThat(pair.accepted().received()).isEqualTo(all);
    }

    @Test
    void closeAfterWrites_whenThePeerDoesNotRead_shouldCloseAtTheDeadline() {
        Recorder deaf = new Recorder();
        Pair pair = connect(new Recorder(), deaf.reading((connection, bytes) -> connection.suspendRead()));
        for (int i = 0; i < 1_000; i++) {
            pair.near().write(pool.filled(random(i, BLOCK_BYTES)));
        }
        pair.near().closeAfterWrites("deadline", 200);
        assertThat(pair.dialler().awaitClosed()).isEqualTo("deadline");
        pool.awaitAllReleasedOnce();
    }

    @Test
    void callback_whenItThrows_shouldCloseThatConnectionOnly() {
        Recorder bad = new Recorder().reading((connection, bytes) -> {
            throw new LinkageError("the plugin is gone");
        });
        Pair good = connect(new Recorder(), echo());
        Pair pair = connect(new Recorder(), bad);
        pair.near().write(ByteBuffer.wrap(new byte[10]));
        assertThat(bad.awaitClosed()).contains("the plugin is gone");
        pair.dialler().awaitClosed();

        Recorder[] badOpener = {
            new Recorder().opening(() -> {
                throw new IllegalStateException("cannot open");
            })
        };
        transport.connect(listen(remote -> new Recorder()).address(), CONNECT_MILLIS, badOpener[0]);
        assertThat(badOpener[0].awaitClosed()).contains("cannot open");

        good.near().write(ByteBuffer.wrap(random(1, 1_000)));
        good.dialler().awaitReceived(1_000);
    }

    @Test
    void stop_whenInMidTransfer_shouldCloseAllWithTheReason() {
        List<Recorder> all = new ArrayList<>();
        Listener listener = listen(remote -> {
            Recorder accepted = echo();
            synchronized (all) {
                all.add(accepted);
            }
            return accepted;
        });
        for (int i = 0; i < 10; i++) {
            Recorder dialler = new Recorder();
            synchronized (all) {
                all.add(dialler);
            }
            transport.connect(listener.address(), CONNECT_MILLIS, dialler);
            for (int n = 0; n < 200; n++) {
                dialler.awaitOpen().write(pool.filled(random(n, BLOCK_BYTES)));
            }
            dialler.awaitReceived(1);
        }
        stop();
        for (Recorder recorder : all) {
            assertThat(recorder.awaitClosed()).isNotBlank();
        }
        pool.awaitAllReleasedOnce();
        Recorder late = new Recorder();
        transport.connect(listener.address(), CONNECT_MILLIS, late);
        assertThat(late.awaitClosed()).contains("stopped");
        assertThatThrownBy(() -> transport.listen(anyPort(), remote -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopped");
    }
}
