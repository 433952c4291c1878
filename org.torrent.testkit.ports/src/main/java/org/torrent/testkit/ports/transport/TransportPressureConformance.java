package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Back pressure: a reader that stops reading stops the writer. Part of {@link TransportConformance}. */
public abstract class TransportPressureConformance extends TransportBytesConformance {
    private static final int BLOCK_BYTES = 16 * 1024;

    private static final int WINDOW_BYTES = 1 << 20;

    /** Far more than two sockets' buffers hold. */
    private static final long TOTAL_BYTES = 64L << 20;

    @Test
    void suspendRead_whenThePeerSends_shouldStopItUntilResumed() {
        Recorder reader = recorder();
        byte[] seen = new byte[1];
        reader.reading((connection, bytes) -> {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next != seen[0]++) {
                    throw new IllegalStateException("out of order: " + next + " for " + (seen[0] - 1));
                }
            }
            if (reader.consumed() == 0) {
                connection.suspendRead();
            }
        });
        byte[] pattern = new byte[BLOCK_BYTES];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = (byte) i;
        }
        Recorder writer = feeder(TOTAL_BYTES, BLOCK_BYTES, WINDOW_BYTES, at -> pattern);
        Pair pair = connect(writer, reader);
        writer.start(pair.near());
        reader.awaitReceived(1);
        awaitRoundTrips(200);
        long stoppedAt = reader.consumed();
        assertThat(writer.written()).isLessThan(TOTAL_BYTES);
        awaitRoundTrips(200);
        assertThat(reader.consumed()).isEqualTo(stoppedAt);

        pair.far().resumeRead();
        reader.awaitReceived(TOTAL_BYTES);
        writer.awaitWritten(TOTAL_BYTES);
        assertThat(pair.dialler().isClosed() || pair.accepted().isClosed()).isFalse();
    }

    @Test
    void resumeRead_whenBytesWereLeft_shouldDeliverThemWithoutNewOnes() {
        byte[] all = random(9, 10_000);
        Recorder reader = recorder();
        reader.reading((connection, bytes) -> {
            connection.suspendRead();
            byte[] few = new byte[Math.min(100, bytes.remaining())];
            bytes.get(few);
            reader.consume(ByteBuffer.wrap(few));
        });
        Pair pair = connect(recorder(), reader);
        pair.near().write(ByteBuffer.wrap(all));
        for (int portion = 1; portion <= 100; portion++) {
            reader.awaitReceived(100L * portion);
            pair.far().resumeRead();
        }
        assertThat(reader.bytes()).isEqualTo(all);
    }

    @Test
    void resumeRead_whenInsideTheCallback_shouldGoOnAtOnce() {
        byte[] all = random(10, 50_000);
        Recorder reader = recorder();
        reader.reading((connection, bytes) -> {
            connection.suspendRead();
            byte[] few = new byte[Math.min(1_000, bytes.remaining())];
            bytes.get(few);
            reader.consume(ByteBuffer.wrap(few));
            connection.resumeRead();
        });
        Pair pair = connect(recorder(), reader);
        pair.near().write(ByteBuffer.wrap(all));
        reader.awaitReceived(all.length);
        assertThat(reader.bytes()).isEqualTo(all);
    }

    @Test
    void resumeRead_whenThePeerWentMeanwhile_shouldDeliverTheRestAndTheEnd() {
        byte[] all = random(12, 5_000);
        Recorder reader = recorder();
        reader.reading((connection, bytes) -> {
            reader.consume(bytes.slice().limit(1));
            bytes.position(bytes.position() + 1);
            connection.suspendRead();
        });
        Pair pair = connect(recorder(), reader);
        pair.near().write(ByteBuffer.wrap(all));
        pair.near().closeAfterWrites("sent all", 100);
        pair.dialler().awaitClosed();
        for (int i = 1; i < all.length; i++) {
            reader.awaitReceived(i);
            pair.far().resumeRead();
        }
        reader.awaitReceived(all.length);
        assertThat(reader.bytes()).isEqualTo(all);
        pair.far().resumeRead();
        assertThat(Arrays.asList("closed by peer", "reset by peer")).contains(reader.awaitClosed());
    }

    /** Gives the I/O threads that many chances to do what they should not. */
    private void awaitRoundTrips(int count) {
        Recorder[] pinger = new Recorder[1];
        pinger[0] = recorder().reading((connection, bytes) -> {
            pinger[0].consume(bytes);
            if (pinger[0].bytes().length < count) {
                connection.write(ByteBuffer.wrap(new byte[1]));
            }
        });
        Pair pair = connect(pinger[0], echo());
        pair.near().write(ByteBuffer.wrap(new byte[1]));
        pinger[0].awaitReceived(count);
        pair.near().close("pinged");
        pinger[0].awaitClosed();
    }
}
