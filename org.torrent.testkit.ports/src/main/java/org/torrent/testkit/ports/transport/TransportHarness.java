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
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/** What the transport suites share: two providers that can reach each other, and ends that are checked. */
public abstract class TransportHarness {
    private static final long DIAL_MILLIS = 10_000;
    static final int LARGE_BYTES = 1_000_000;

    /** More than all buffers between two ends can hold. */
    static final int HUGE_BYTES = 16 * 1024 * 1024;

    private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
    private final List<Transport> transports = new ArrayList<>();
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
                suspended = true;
                connection().suspendRead();
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
