package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.buffer.CountedBlock;

/**
 * What every {@link Transport} does: listening, dialling, ending, and by inheritance how bytes flow. A subclass says how to make
 * one and how to wait; nothing here sleeps, so the same tests run on sockets and on simulated time.
 */
public abstract class TransportConformance extends TransportEndsConformance {
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
    void listen_whenThePortIsTaken_shouldNameItAndTheCause() throws IOException {
        Listener first = listen(remote -> null);
        assertThatThrownBy(() -> server.listen(first.address(), remote -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":" + first.address().getPort())
                .hasMessageContaining("in use")
                .hasMessageNotContaining("\n");
        first.close();
        server.listen(first.address(), remote -> null).close();
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
        assertThat(here.connection().local().getPort()).isPositive();
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
        assertThat(here.reason()).contains("refused");
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
        listener.close();
        here.connection().write(ByteBuffer.wrap(random(100)));
        await("bytes arrive", () -> there.size() == 100);
        there.connection().write(ByteBuffer.wrap(random(200)));
        await("bytes arrive the other way", () -> here.size() == 200);
        RecordingHandler late = track(new RecordingHandler());
        dial(listener, late);
        await("a new dial fails", late::isClosed);
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
        CountedBlock block = new CountedBlock(ByteBuffer.allocateDirect(HUGE_BYTES));
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
            Recorder dialler = recorder();
            dialled.add(dialler);
            client.connect(listener.address(), CONNECT_MILLIS, dialler);
        }
        for (int i = 0; i < count; i++) {
            dialled.get(i).awaitOpen().write(pool.filled(random(i, 40_000)));
        }
        for (int i = 0; i < count; i++) {
            dialled.get(i).awaitReceived(40_000);
            assertThat(dialled.get(i).bytes()).isEqualTo(random(i, 40_000));
            dialled.get(i).check();
        }
        assertThat(accepted).hasSize(count);
    }

    @Test
    void accept_whenItThrows_shouldRefuseAndGoOn() {
        Recorder second = recorder();
        boolean[] thrown = {false};
        Listener listener = listen(remote -> {
            if (!thrown[0]) {
                thrown[0] = true;
                throw new IllegalStateException("first");
            }
            return second;
        });
        Recorder refused = recorder();
        client.connect(listener.address(), CONNECT_MILLIS, refused);
        refused.awaitClosed();
        client.connect(listener.address(), CONNECT_MILLIS, recorder());
        second.awaitOpen();
    }
}
