package org.torrent.wire.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/** What the conformance suites share: a transport, its end, and pairs of connections over it. */
@Timeout(120)
public abstract class TransportSuite {
    static final long CONNECT_MILLIS = 20_000;

    final CountingPool pool = new CountingPool();
    Transport transport;
    private boolean stopped;

    /** A transport of its own for each test. */
    protected abstract Transport start();

    /** Ends it, and answers when nothing of it is left. */
    protected abstract void stop(Transport transport);

    /** Where listeners of this transport can be reached; port 0. */
    protected InetSocketAddress anyPort() {
        return at("127.0.0.1", 0);
    }

    @BeforeEach
    void startTransport() {
        transport = start();
    }

    @AfterEach
    void stopTransport() {
        if (!stopped) {
            stop();
        }
        pool.awaitAllReleasedOnce();
    }

    final void stop() {
        stopped = true;
        stop(transport);
    }

    static InetSocketAddress at(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    final Listener listen(Acceptor acceptor) {
        try {
            return transport.listen(anyPort(), acceptor);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Two ends of one connection, both open. */
    record Pair(Recorder dialler, Recorder accepted) {
        Connection near() {
            return dialler.awaitOpen();
        }

        Connection far() {
            return accepted.awaitOpen();
        }
    }

    final Pair connect(Recorder dialler, Recorder accepted) {
        Listener listener = listen(remote -> accepted);
        transport.connect(listener.address(), CONNECT_MILLIS, dialler);
        Pair pair = new Pair(dialler, accepted);
        pair.near();
        pair.far();
        return pair;
    }

    /** A handler that sends back what it gets. */
    static Recorder echo() {
        return new Recorder().reading((connection, bytes) -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            connection.write(ByteBuffer.wrap(copy));
        });
    }

    /** Feeds a connection with blocks, never more than a window beyond what was written. */
    final Recorder feeder(long totalBytes, int blockBytes, int windowBytes, Function<Long, byte[]> payloadAt) {
        long[] fed = {0};
        Recorder recorder = new Recorder();
        return recorder.writing((connection, ignored) -> {
            synchronized (fed) { // The test's thread begins, the I/O thread goes on.
                while (fed[0] < totalBytes && fed[0] - recorder.writtenBytes() < windowBytes) {
                    connection.write(pool.filled(payloadAt.apply(fed[0])));
                    fed[0] += blockBytes;
                }
            }
        });
    }
}
