package org.torrent.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/**
 * What every {@link Transport} does. A subclass says how to make one and how to wait; nothing here sleeps, so the same
 * tests run on sockets and on simulated time.
 */
public abstract class TransportConformance {
    private static final long DIAL_MILLIS = 10_000;
    private static final int LARGE_BYTES = 1_000_000;

    /** More than all buffers between two ends can hold. */
    private static final int HUGE_BYTES = 16 * 1024 * 1024;

    private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
    private final List<Transport> transports = new ArrayList<>();
    private Transport server;
    private Transport client;

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

    private <H extends RecordingHandler> H track(H handler) {
        handlers.add(handler);
        return handler;
    }

    private Listener listen(Supplier<? extends ConnectionHandler> handlers) throws IOException {
        return server.listen(listenAddress(server), remote -> handlers.get());
    }

    private void dial(Listener listener, ConnectionHandler handler) {
        client.connect(listener.address(), DIAL_MILLIS, handler);
    }

    /** Two ends that are connected. */
    private void join(RecordingHandler there, RecordingHandler here) throws IOException {
        track(there);
        track(here);
        Listener listener = listen(() -> there);
        dial(listener, here);
        await("both ends are open", () -> there.isOpened() && here.isOpened());
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void listen_whenThePortIsZero_shouldPickOne() throws IOException {
        Listener first = listen(() -> null);
        Listener second = listen(() -> null);
        assertThat(first.address().getPort())
                .isPositive()
                .isNotEqualTo(second.address().getPort());
        assertThat(second.address().getPort()).isPositive();
    }

    @Test
    void listen_whenThePortIsTaken_shouldNameIt() throws IOException {
        InetSocketAddress taken = listen(() -> null).address();
        Acceptor nobody = remote -> null;
        assertThatThrownBy(() -> server.listen(taken, nobody))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(taken.getPort()));
    }

    @Test
    void listen_whenTheListenerWasClosed_shouldBindAgain() throws IOException {
        Listener first = listen(() -> null);
        first.close();
        first.close();
        Listener second = server.listen(first.address(), remote -> null);
        assertThat(second.address()).isEqualTo(first.address());
    }

    @Test
    void connect_whenAccepted_shouldOpenBothEndsWithEachOthersAddresses() throws IOException {
        RecordingHandler there = track(new RecordingHandler());
        RecordingHandler here = track(new RecordingHandler());
        List<InetSocketAddress> asked = new CopyOnWriteArrayList<>();
        Listener listener = server.listen(listenAddress(server), remote -> {
            asked.add(remote);
            return there;
        });
        dial(listener, here);
        await("both ends are open", () -> there.isOpened() && here.isOpened());
        assertThat(here.connection().remote()).isEqualTo(listener.address());
        assertThat(there.connection().local()).isEqualTo(listener.address());
        assertThat(there.connection().remote()).isEqualTo(here.connection().local());
        assertThat(asked).containsExactly(here.connection().local());
    }

    @Test
    void connect_whenNobodyListens_shouldCloseWithoutOpening() throws IOException {
        Listener listener = listen(() -> null);
        listener.close();
        RecordingHandler here = track(new RecordingHandler());
        dial(listener, here);
        await("the dial fails", here::isClosed);
        assertThat(here.isOpened()).isFalse();
    }

    @Test
    void connect_whenTheAcceptorRefuses_shouldClose() throws IOException {
        RecordingHandler here = track(new RecordingHandler());
        dial(listen(() -> null), here);
        await("the connection ends", here::isClosed);
        assertThat(here.size()).isZero();
    }

    @Test
    void connect_whenTheTransportIsClosed_shouldCloseWithoutOpening() throws Exception {
        Listener listener = listen(() -> track(new RecordingHandler()));
        close(client);
        RecordingHandler here = track(new RecordingHandler());
        dial(listener, here);
        await("the dial fails", here::isClosed);
        assertThat(here.isOpened()).isFalse();
    }

    @Test
    void closeListener_whenConnectionsAreOpen_shouldLeaveThem() throws IOException {
        RecordingHandler there = track(new RecordingHandler());
        RecordingHandler here = track(new RecordingHandler());
        Listener listener = listen(() -> there);
        dial(listener, here);
        await("both ends are open", () -> there.isOpened() && here.isOpened());
        listener.close();
        here.connection().write(ByteBuffer.wrap(random(100)));
        await("bytes arrive", () -> there.size() == 100);
        RecordingHandler late = track(new RecordingHandler());
        dial(listener, late);
        await("a new dial fails", late::isClosed);
    }

    @Test
    void write_whenManyBuffersAreWritten_shouldDeliverThemInOrder() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] bytes = random(LARGE_BYTES);
        Random sizes = new Random(7);
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, sizes.nextInt(40_000));
            ByteBuffer part =
                    sizes.nextBoolean() ? ByteBuffer.allocateDirect(count + 5) : ByteBuffer.allocate(count + 5);
            part.position(3).put(bytes, at, count).flip().position(3);
            here.connection().write(part);
            at += count;
        }
        await("all bytes arrive", () -> there.size() == bytes.length);
        assertThat(there.bytes()).isEqualTo(bytes);
        await("all bytes are reported as written", () -> here.written() == bytes.length);
    }

    @Test
    void write_whenBothEndsWrite_shouldDeliverBoth() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().write(ByteBuffer.wrap(random(LARGE_BYTES)));
        there.connection().write(ByteBuffer.wrap(random(LARGE_BYTES / 2)));
        await("all bytes arrive", () -> there.size() == LARGE_BYTES && here.size() == LARGE_BYTES / 2);
        assertThat(there.bytes()).isEqualTo(random(LARGE_BYTES));
        assertThat(here.bytes()).isEqualTo(random(LARGE_BYTES / 2));
    }

    @Test
    void write_whenCalledFromInsideTheHandler_shouldSend() throws IOException {
        RecordingHandler there = new RecordingHandler() {
            @Override
            protected void received(ByteBuffer bytes) {
                int count = bytes.remaining();
                keep(bytes, count);
                connection().write(ByteBuffer.wrap(bytes(), size() - count, count));
            }
        };
        RecordingHandler here = new RecordingHandler() {
            @Override
            protected void opened(Connection connection) {
                connection.write(ByteBuffer.wrap(random(LARGE_BYTES)));
            }
        };
        join(there, here);
        await("the echo arrives", () -> here.size() == LARGE_BYTES);
        assertThat(here.bytes()).isEqualTo(random(LARGE_BYTES));
    }

    @Test
    void writeBlock_whenSent_shouldReleaseItOnce() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        HeapBlock block = new HeapBlock(
                ByteBuffer.allocateDirect(20_000).put(random(20_000)).flip().position(1_000));
        block.retain();
        here.connection().write(block);
        await("the block is given back", () -> block.references() == 1);
        await("all bytes arrive", () -> there.size() == 19_000);
        assertThat(ByteBuffer.wrap(there.bytes())).isEqualTo(ByteBuffer.wrap(random(20_000), 1_000, 19_000));
    }

    @Test
    void writeBlock_whenMixedWithBuffers_shouldKeepTheOrder() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] bytes = random(90_000);
        List<HeapBlock> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 3_000) {
            HeapBlock block = new HeapBlock(ByteBuffer.wrap(bytes, at, 1_000));
            blocks.add(block);
            here.connection().write(block);
            here.connection().write(ByteBuffer.wrap(bytes, at + 1_000, 2_000));
        }
        await("all bytes arrive", () -> there.size() == bytes.length);
        assertThat(there.bytes()).isEqualTo(bytes);
        await("all blocks are given back", () -> blocks.stream().allMatch(HeapBlock::isReleased));
    }

    @Test
    void writeBlock_whenClosedBefore_shouldReleaseIt() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().close("done");
        HeapBlock block = new HeapBlock(ByteBuffer.allocate(100));
        here.connection().write(block);
        await("the block is given back", block::isReleased);
        assertThat(block.references()).isZero();
    }

    @Test
    void close_whenBlocksAreQueued_shouldReleaseThem() throws IOException {
        RecordingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        List<HeapBlock> blocks = new ArrayList<>();
        for (int i = 0; i < HUGE_BYTES; i += 1 << 20) {
            HeapBlock block = new HeapBlock(ByteBuffer.allocateDirect(1 << 20));
            blocks.add(block);
            here.connection().write(block);
        }
        await("some is written", () -> here.written() > 0);
        here.connection().close("enough");
        await("all blocks are given back", () -> blocks.stream().allMatch(HeapBlock::isReleased));
        assertThat(blocks).allMatch(block -> block.references() == 0);
    }

    @Test
    void onReceived_whenTheHandlerConsumesInUnits_shouldDeliverTheRestAgainInFront() throws IOException {
        RecordingHandler there = new RecordingHandler() {
            @Override
            protected void received(ByteBuffer bytes) {
                keep(bytes, bytes.remaining() / 1_000 * 1_000);
            }
        };
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] bytes = random(LARGE_BYTES);
        for (int at = 0; at < bytes.length; at += 700) {
            here.connection().write(ByteBuffer.wrap(bytes, at, Math.min(700, bytes.length - at)));
        }
        await("all bytes arrive", () -> there.size() == LARGE_BYTES);
        assertThat(there.bytes()).isEqualTo(bytes);
    }

    @Test
    void suspendRead_whenTheOtherEndGoesOnWriting_shouldPushBackAndLoseNothing() throws IOException {
        SuspendingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] part = random(1 << 20);
        for (int i = 0; i < HUGE_BYTES; i += part.length) {
            here.connection().write(ByteBuffer.wrap(part));
        }
        await("the first bytes are written", () -> here.written() > 0 && there.isSuspended());
        assertThat(there.size()).isLessThan(HUGE_BYTES);
        there.goOn();
        await("all bytes arrive", () -> there.size() == HUGE_BYTES);
        assertThat(here.written()).isEqualTo(HUGE_BYTES);
    }

    @Test
    void resumeRead_whenBytesWereLeft_shouldDeliverThemWithoutNewOnes() throws IOException {
        SuspendingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().write(ByteBuffer.wrap(random(100)));
        await("bytes were offered and left", there::isSuspended);
        assertThat(there.size()).isZero();
        there.goOn();
        await("they are offered again", () -> there.size() == 100);
        assertThat(there.bytes()).isEqualTo(random(100));
    }

    @Test
    void close_whenCalledTwice_shouldReportTheFirstReasonOnce() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().close("first reason");
        here.connection().close("second reason");
        await("both ends hear of it", () -> there.isClosed() && here.isClosed());
        assertThat(here.reason()).isEqualTo("first reason");
    }

    @Test
    void close_whenCalledInOnOpen_shouldEndBothSides() throws IOException {
        RecordingHandler there = track(new RecordingHandler() {
            @Override
            protected void opened(Connection connection) {
                connection.close("not today");
            }
        });
        RecordingHandler here = track(new RecordingHandler());
        dial(listen(() -> there), here);
        await("both ends hear of it", () -> there.isClosed() && here.isClosed());
        assertThat(there.reason()).isEqualTo("not today");
    }

    @Test
    void closeAfterWrites_whenBytesAreQueued_shouldDeliverThemFirst() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().write(ByteBuffer.wrap(random(LARGE_BYTES)));
        here.connection().closeAfterWrites("said all", 60_000);
        here.connection().write(ByteBuffer.wrap(random(10)));
        await("both ends hear of it", () -> there.isClosed() && here.isClosed());
        assertThat(there.bytes()).isEqualTo(random(LARGE_BYTES));
        assertThat(here.reason()).isEqualTo("said all");
    }

    @Test
    void closeAfterWrites_whenNothingIsQueued_shouldCloseAtOnce() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().closeAfterWrites("said nothing", 3_600_000);
        await("both ends hear of it", () -> there.isClosed() && here.isClosed());
        assertThat(here.reason()).isEqualTo("said nothing");
    }

    @Test
    void closeAfterWrites_whenTheOtherEndDoesNotRead_shouldCloseAfterTheTimeout() throws IOException {
        SuspendingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        HeapBlock block = new HeapBlock(ByteBuffer.allocateDirect(HUGE_BYTES));
        here.connection().write(block);
        here.connection().closeAfterWrites("gave up", 100);
        await("our end closes", here::isClosed);
        assertThat(here.reason()).isEqualTo("gave up");
        await("the block is given back", block::isReleased);
        there.goOn();
    }

    @Test
    void onReceived_whenTheHandlerThrows_shouldCloseWithThatReason() throws IOException {
        RecordingHandler there = new RecordingHandler() {
            @Override
            protected void received(ByteBuffer bytes) {
                throw new IllegalStateException("can't stand it");
            }
        };
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().write(ByteBuffer.wrap(random(10)));
        await("both ends hear of it", () -> there.isClosed() && here.isClosed());
        assertThat(there.reason()).contains("can't stand it");
    }

    @Test
    void closeTransport_whenConnectionsAreOpen_shouldEndThemAndFreeThePort() throws Exception {
        RecordingHandler there = track(new RecordingHandler());
        RecordingHandler here = track(new RecordingHandler());
        Listener listener = listen(() -> there);
        dial(listener, here);
        await("both ends are open", () -> there.isOpened() && here.isOpened());
        close(server);
        await("both ends hear of it", () -> there.isClosed() && here.isClosed());
        RecordingHandler late = track(new RecordingHandler());
        dial(listener, late);
        await("a new dial fails", late::isClosed);
        assertThat(late.isOpened()).isFalse();
    }

    @Test
    void connect_whenManyAtOnce_shouldKeepThemApart() throws IOException {
        List<RecordingHandler> there = new CopyOnWriteArrayList<>();
        Listener listener = listen(() -> {
            RecordingHandler handler = track(new RecordingHandler());
            there.add(handler);
            return handler;
        });
        int count = 50;
        for (int i = 0; i < count; i++) {
            byte[] mine = random(10_000 + i);
            dial(listener, track(new RecordingHandler() {
                @Override
                protected void opened(Connection connection) {
                    connection.write(ByteBuffer.wrap(mine));
                    connection.closeAfterWrites("said all", 60_000);
                }
            }));
        }
        await("all came and went", () -> there.size() == count && there.stream().allMatch(RecordingHandler::isClosed));
        assertThat(there).allMatch(handler -> Arrays.equals(handler.bytes(), random(handler.size())));
        assertThat(there.stream().mapToInt(RecordingHandler::size).distinct()).hasSize(count);
    }

    /** Leaves all bytes where they are and suspends, until told to go on. */
    private static final class SuspendingHandler extends RecordingHandler {
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
