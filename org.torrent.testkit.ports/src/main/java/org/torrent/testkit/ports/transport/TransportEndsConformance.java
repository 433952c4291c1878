package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Listener;

/** How dials fail and connections end: told once, with a reason, and without losing a block. Part of {@link TransportConformance}. */
public abstract class TransportEndsConformance extends TransportPressureConformance {
    private static final int BLOCK_BYTES = 16 * 1024;

    @Test
    void connect_whenUnresolved_shouldSaySo() {
        Recorder dialler = recorder();
        client.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1), CONNECT_MILLIS, dialler);
        assertThat(dialler.awaitClosed()).contains("resolved");
    }

    @Test
    void close_whenCalled_shouldTellBothEndsOnce() {
        Pair pair = connect(recorder(), recorder());
        pair.near().close("enough");
        pair.near().close("again");
        assertThat(pair.dialler().awaitClosed()).isEqualTo("enough");
        assertThat(pair.accepted().awaitClosed()).isIn("closed by peer", "reset by peer");
    }

    @Test
    void close_whenCalledInsideCallbacks_shouldDeliverNothingMore() {
        Recorder accepted = recorder().reading((connection, bytes) -> connection.close("seen enough"));
        Pair pair = connect(recorder(), accepted);
        pair.near().write(ByteBuffer.wrap(random(1, 100_000)));
        assertThat(accepted.awaitClosed()).isEqualTo("seen enough");
        pair.dialler().awaitClosed();

        Recorder[] opener = new Recorder[1];
        opener[0] = recorder().opening(() -> opener[0].awaitOpen().close("at once"));
        client.connect(listen(remote -> recorder()).address(), CONNECT_MILLIS, opener[0]);
        assertThat(opener[0].awaitClosed()).isEqualTo("at once");
    }

    @Test
    void close_whenInMidWrite_shouldReleaseEveryBlockOnce() {
        Recorder reader = recorder().reading((connection, bytes) -> connection.suspendRead());
        Pair pair = connect(recorder(), reader);
        for (int i = 0; i < 1_000; i++) {
            pair.near().write(pool.filled(random(i, BLOCK_BYTES)));
        }
        pair.dialler().awaitWritten(1);
        pair.near().close("in mid-write");
        assertThat(pair.dialler().awaitClosed()).isEqualTo("in mid-write");
        awaitAllReleasedOnce();
    }

    @Test
    void write_whenClosed_shouldOnlyReleaseTheBlock() {
        Pair pair = connect(recorder(), recorder());
        pair.near().close("over");
        pair.dialler().awaitClosed();
        pair.near().write(pool.filled(random(1, BLOCK_BYTES)));
        pair.near().write(ByteBuffer.wrap(random(1, BLOCK_BYTES)));
        pair.near().suspendRead();
        pair.near().resumeRead();
        pair.near().closeAfterWrites("again", 1_000);
        awaitAllReleasedOnce();
        pair.dialler().check();
    }

    /** The peer goes on sending: closing with unread input would cut off what it has not read yet. */
    @Test
    void closeAfterWrites_whenMuchWaits_shouldDeliverAllOfIt() {
        byte[] all = random(5, 4_000_000);
        byte[] block = random(6, BLOCK_BYTES);
        Recorder sender = feeder(Long.MAX_VALUE, BLOCK_BYTES, 1 << 20, at -> block);
        Pair pair = connect(recorder().reading((connection, bytes) -> bytes.position(bytes.limit())), sender);
        sender.start(pair.far());
        pair.near().write(pool.filled(all));
        pair.near().closeAfterWrites("done", 20_000);
        pair.near().write(pool.filled(new byte[] {1}));
        assertThat(pair.dialler().awaitClosed()).isEqualTo("done");
        assertThat(pair.accepted().awaitClosed()).isEqualTo("closed by peer");
        assertThat(pair.accepted().bytes()).isEqualTo(all);
    }

    @Test
    void closeAfterWrites_whenThePeerDoesNotRead_shouldCloseAtTheDeadline() {
        Recorder deaf = recorder();
        Pair pair = connect(recorder(), deaf.reading((connection, bytes) -> connection.suspendRead()));
        for (int i = 0; i < 1_000; i++) {
            pair.near().write(pool.filled(random(i, BLOCK_BYTES)));
        }
        pair.near().closeAfterWrites("deadline", 200);
        assertThat(pair.dialler().awaitClosed()).isEqualTo("deadline");
        awaitAllReleasedOnce();
    }

    @Test
    void callback_whenItThrows_shouldCloseThatConnectionOnly() {
        Recorder bad = recorder().reading((connection, bytes) -> {
            throw new LinkageError("the plugin is gone");
        });
        Pair good = connect(recorder(), echo());
        Pair pair = connect(recorder(), bad);
        pair.near().write(ByteBuffer.wrap(new byte[10]));
        assertThat(bad.awaitClosed()).contains("the plugin is gone");
        pair.dialler().awaitClosed();

        Recorder[] badOpener = {
            recorder().opening(() -> {
                throw new IllegalStateException("cannot open");
            })
        };
        client.connect(listen(remote -> recorder()).address(), CONNECT_MILLIS, badOpener[0]);
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
            Recorder dialler = recorder();
            synchronized (all) {
                all.add(dialler);
            }
            client.connect(listener.address(), CONNECT_MILLIS, dialler);
            for (int n = 0; n < 200; n++) {
                dialler.awaitOpen().write(pool.filled(random(n, BLOCK_BYTES)));
            }
            dialler.awaitReceived(1);
        }
        stop();
        for (Recorder recorder : all) {
            assertThat(recorder.awaitClosed()).isNotBlank();
        }
        awaitAllReleasedOnce();
        Recorder late = recorder();
        client.connect(listener.address(), CONNECT_MILLIS, late);
        assertThat(late.awaitClosed()).contains("stopped");
        assertThatThrownBy(() -> server.listen(listenAddress(server), remote -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopped");
    }
}
