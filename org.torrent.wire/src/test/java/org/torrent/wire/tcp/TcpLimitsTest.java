package org.torrent.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.Listener;
import org.torrent.testkit.ports.buffer.CountingPool;
import org.torrent.testkit.ports.transport.Recorder;

@Timeout(120)
class TcpLimitsTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int READ_BUFFER_BYTES = 16 << 10;

    private final CountingPool pool = new CountingPool();
    private final List<Recorder> accepted = new CopyOnWriteArrayList<>();
    private final TcpTransports transports = new TcpTransports();
    private TcpTransport transport = new TcpTransport(new Settings(1, 0, READ_BUFFER_BYTES, 100));

    @AfterEach
    void stop() {
        TcpTransports.stop(transport);
        transports.checkThreads();
        pool.awaitAllReleasedOnce();
    }

    private Listener listen() throws IOException {
        return transport.listen(ANY, remote -> {
            Recorder one = new Recorder();
            accepted.add(one);
            return one;
        });
    }

    private Recorder dial(Listener listener) {
        Recorder dialler = new Recorder();
        transport.connect(listener.address(), 10_000, dialler);
        return dialler;
    }

    @Test
    void accept_whenTooManyConnections_shouldCloseTheNewOne() throws IOException {
        Listener listener = listen();
        Recorder first = dial(listener);
        first.awaitOpen().write(ByteBuffer.wrap(new byte[1]));
        first.awaitWritten(1);
        transport.reconfigure(new Settings(1, 0, READ_BUFFER_BYTES, 3));
        Recorder second = dial(listener);
        assertThat(second.awaitClosed()).isIn("closed by peer", "reset by peer");
        assertThat(accepted).hasSize(1);
        assertThat(first.isClosed()).isFalse();
    }

    @Test
    void write_whenTooMuchWaits_shouldCloseThatConnection() throws IOException {
        Recorder deaf = new Recorder().reading((connection, bytes) -> connection.suspendRead());
        Recorder writer = new Recorder();
        transport.connect(transport.listen(ANY, remote -> deaf).address(), 10_000, writer);
        Connection connection = writer.awaitOpen();
        for (int i = 0; i < 2 * Limits.UNSENT_BYTES >> 20; i++) {
            connection.write(pool.filled(new byte[1 << 20]));
        }
        assertThat(writer.awaitClosed()).contains("wait to be sent");
    }

    @Test
    void onReceived_whenNothingOfAFullBufferIsConsumed_shouldCloseThatConnection() throws IOException {
        Recorder stuck = new Recorder().reading((connection, bytes) -> {});
        Recorder writer = new Recorder();
        transport.connect(transport.listen(ANY, remote -> stuck).address(), 10_000, writer);
        writer.awaitOpen().write(ByteBuffer.wrap(new byte[2 * READ_BUFFER_BYTES]));
        assertThat(stuck.awaitClosed()).contains("consumed nothing of " + READ_BUFFER_BYTES);
        writer.awaitClosed();
    }

    @Test
    void onReceived_whenSuspendedWithAFullBuffer_shouldKeepIt() throws IOException {
        int[] calls = {0};
        Recorder late = new Recorder();
        late.reading((connection, bytes) -> {
            if (calls[0]++ < 3) {
                connection.suspendRead();
                connection.resumeRead();
            } else {
                late.consume(bytes);
            }
        });
        Recorder writer = new Recorder();
        transport.connect(transport.listen(ANY, remote -> late).address(), 10_000, writer);
        byte[] all = new byte[4 * READ_BUFFER_BYTES];
        new Random(4).nextBytes(all);
        writer.awaitOpen().write(ByteBuffer.wrap(all));
        late.awaitReceived(all.length);
        assertThat(late.bytes()).isEqualTo(all);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void close_whenDoneAgainAndAgain_shouldLeaveNoDescriptor() throws IOException {
        long before = 0;
        for (int round = 0; round < 30; round++) {
            Listener listener = listen();
            Recorder dialler = dial(listener);
            dialler.awaitOpen().write(pool.filled(new byte[100_000]));
            dialler.awaitWritten(1);
            TcpTransports.stop(transport);
            transport = new TcpTransport(new Settings(1, 0, READ_BUFFER_BYTES, 100));
            if (round == 9) { // By then everything that is opened once is.
                before = openDescriptors();
            }
        }
        assertThat(openDescriptors()).isLessThanOrEqualTo(before + 5);
    }

    private static long openDescriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
