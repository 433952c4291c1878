package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.buffer.CountingPool;

/** What the transport suites share: two providers that can reach each other, and ends that are checked. */
public abstract class TransportHarness {
    private static final long DIAL_MILLIS = 10_000;
    static final int LARGE_BYTES = 1_000_000;

    /** More than all buffers between two ends can hold. */
    static final int HUGE_BYTES = 16 * 1024 * 1024;

    static final long CONNECT_MILLIS = 20_000;

    private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();
    private final List<Transport> transports = new ArrayList<>();
    final CountingPool pool = new CountingPool();
    Transport server;
    Transport client;

    /** A new provider; two of them can reach each other. */
    protected abstract Transport newTransport() throws Exception;

    /** What its departure does: closes the provider. Idempotent. */
    protected abstract void close(Transport transport) throws Exception;

    /** An address to listen on, of a provider {@link #newTransport} gave, with port 0. */
    protected abstract InetSocketAddress listenAddress(Transport transport);

    /** Returns once the condition holds; fails when that takes too long. */
    protected abstract void await(String what, BooleanSupplier condition);

    @BeforeEach
    void makeTransports() throws Exception {
        server = make();
        client = make();
    }

    @AfterEach
    void closeTransports() throws Exception {
        for (Transport transport : transports) {
            close(transport);
        }
        for (RecordingHandler handler : handlers) {
            await("every handler hears of the end", handler::isClosed);
            assertThat(handler.violations())
                    .as("broken rules of ConnectionHandler")
                    .isEmpty();
        }
        for (Recorder recorder : recorders) {
            if (recorder.isOpened()) {
                recorder.awaitClosed();
            }
        }
        awaitAllReleasedOnce();
        checkNothingIsLeft();
    }

    /** What else must be gone when every provider is closed: threads, descriptors. */
    protected void checkNothingIsLeft() {}

    /** Closes both providers. */
    final void stop() {
        try {
            close(server);
            close(client);
        } catch (Exception e) {
            throw new AssertionError("a provider does not close", e);
        }
    }

    final void awaitAllReleasedOnce() {
        await("every block is released", pool::areAllReleased);
        pool.check();
    }

    private Transport make() throws Exception {
        Transport transport = newTransport();
        transports.add(transport);
        return transport;
    }

    final <H extends RecordingHandler> H track(H handler) {
        handlers.add(handler);
        return handler;
    }

    final Listener listen(Supplier<? extends ConnectionHandler> handlers) throws IOException {
        return server.listen(listenAddress(server), remote -> handlers.get());
    }

    final void dial(Listener listener, ConnectionHandler handler) {
        client.connect(listener.address(), DIAL_MILLIS, handler);
    }

    /** Two ends that are connected. */
    final void join(RecordingHandler there, RecordingHandler here) throws IOException {
        track(there);
        track(here);
        Listener listener = listen(() -> there);
        dial(listener, here);
        await("both ends are open", () -> there.isOpened() && here.isOpened());
    }

    /** A handler whose end is awaited after the test, if it was ever told of a connection. */
    final Recorder recorder() {
        Recorder recorder = new Recorder(this::await);
        recorders.add(recorder);
        return recorder;
    }

    final Listener listen(Acceptor acceptor) {
        try {
            return server.listen(listenAddress(server), acceptor);
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
        client.connect(listener.address(), CONNECT_MILLIS, dialler);
        Pair pair = new Pair(dialler, accepted);
        pair.near();
        pair.far();
        return pair;
    }

    /** A handler that sends back what it gets. */
    final Recorder echo() {
        return recorder().reading((connection, bytes) -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            connection.write(ByteBuffer.wrap(copy));
        });
    }

    /** Feeds a connection with blocks, never more than a window beyond what was written. */
    final Recorder feeder(long totalBytes, int blockBytes, int windowBytes, Function<Long, byte[]> payloadAt) {
        long[] fed = {0};
        Recorder recorder = recorder();
        return recorder.writing((connection, ignored) -> {
            synchronized (fed) { // The test's thread begins, the I/O thread goes on.
                while (fed[0] < totalBytes && fed[0] - recorder.written() < windowBytes) {
                    connection.write(pool.filled(payloadAt.apply(fed[0])));
                    fed[0] += blockBytes;
                }
            }
        });
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /** Leaves all bytes where they are and suspends, until told to go on. */
    static final class SuspendingHandler extends RecordingHandler {
        private volatile boolean suspended;
        private volatile boolean consumes;

        @Override
        protected void received(ByteBuffer bytes) {
            if (consumes) {
                super.received(bytes);
            } else {
                connection().suspendRead();
                suspended = true; // last: whoever sees it resumes
            }
        }

        boolean isSuspended() {
            return suspended;
        }

        void goOn() {
            consumes = true;
            connection().resumeRead();
        }
    }
}
