package org.torrent.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/** A handler that records what it is told, and whether it was told in order and one thing at a time. */
public final class Recorder extends Awaiting implements ConnectionHandler {
    private final AtomicInteger inside = new AtomicInteger();
    private final List<String> mistakes = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile Connection connection;
    private BiConsumer<Connection, ByteBuffer> reader = (from, bytes) -> consume(bytes);
    private BiConsumer<Connection, Long> writer = (to, bytes) -> {};
    private Runnable opener = () -> {};
    private long receivedBytes;
    private long writtenBytes;
    private final List<String> ends = new ArrayList<>();

    /** What to do with bytes instead of keeping them all. Before connecting. */
    public Recorder reading(BiConsumer<Connection, ByteBuffer> how) {
        reader = how;
        return this;
    }

    /** What to do when bytes were written. Before connecting. */
    public Recorder writing(BiConsumer<Connection, Long> how) {
        writer = how;
        return this;
    }

    public Recorder opening(Runnable how) {
        opener = how;
        return this;
    }

    /** Lets the writer begin, from the test's thread. */
    public void start(Connection to) {
        writer.accept(to, 0L);
    }

    /** Keeps the remaining bytes. */
    public void consume(ByteBuffer bytes) {
        byte[] taken = new byte[bytes.remaining()];
        bytes.get(taken);
        change(() -> received.writeBytes(taken));
    }

    @Override
    public void onOpen(Connection opened) {
        tell("onOpen", () -> {
            change(() -> {
                expect(connection == null && ends.isEmpty(), "onOpen must be the first call");
                connection = opened;
            });
            opener.run();
        });
    }

    @Override
    public void onReceived(ByteBuffer bytes) {
        tell("onReceived", () -> {
            expect(bytes.hasRemaining(), "onReceived without bytes");
            int before = bytes.remaining();
            reader.accept(connection, bytes);
            change(() -> receivedBytes += before - bytes.remaining());
        });
    }

    @Override
    public void onWritten(long bytes) {
        tell("onWritten", () -> {
            expect(bytes > 0, "onWritten without bytes");
            change(() -> writtenBytes += bytes);
            writer.accept(connection, bytes);
        });
    }

    @Override
    public void onClosed(String reason) {
        tell(
                "onClosed",
                () -> change(() -> {
                    expect(reason != null && !reason.isBlank() && !reason.contains("\n"), "a reason must be one line");
                    ends.add(reason);
                }));
    }

    private void tell(String call, Runnable event) {
        expect(inside.incrementAndGet() == 1, call + " while another call goes on");
        synchronized (this) {
            expect(ends.isEmpty(), call + " after onClosed");
            expect(connection != null || call.equals("onOpen") || call.equals("onClosed"), call + " before onOpen");
        }
        try {
            event.run();
        } finally {
            inside.decrementAndGet();
        }
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            change(() -> mistakes.add(otherwise));
        }
    }

    public Connection awaitOpen() {
        await("the connection opens", () -> connection != null || !ends.isEmpty());
        assertThat(connection).as("%s", this).isNotNull();
        return connection;
    }

    public void awaitReceived(long bytes) {
        await(bytes + " bytes are received", () -> receivedBytes >= bytes);
    }

    public void awaitWritten(long bytes) {
        await(bytes + " bytes are written", () -> writtenBytes >= bytes);
    }

    /** Waits for the end, checks the order of all calls, and answers the reason. */
    public String awaitClosed() {
        await("the connection closes", () -> !ends.isEmpty());
        check();
        return ends.get(0);
    }

    public synchronized void check() {
        assertThat(mistakes).isEmpty();
    }

    public synchronized byte[] received() {
        return received.toByteArray();
    }

    public synchronized long receivedBytes() {
        return receivedBytes;
    }

    public synchronized long writtenBytes() {
        return writtenBytes;
    }

    public synchronized boolean isClosed() {
        return !ends.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return "received " + receivedBytes + ", written " + writtenBytes + ", ended " + ends + ", mistakes " + mistakes;
    }
}
