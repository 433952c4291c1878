package org.torrent.testkit.ports.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/** Keeps what happened to one connection, and what broke the contract of {@link ConnectionHandler}. Thread-safe. */
public class RecordingHandler implements ConnectionHandler {
    private final AtomicReference<Thread> inside = new AtomicReference<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<String> closings = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Connection connection;
    private long written;
    private long consumed;

    @Override
    public final void onOpen(Connection opened) {
        call("onOpen", () -> {
            synchronized (this) {
                check(connection == null, "onOpen twice");
                check(closings.isEmpty(), "onOpen after onClosed");
                connection = opened;
            }
            opened(opened);
        });
    }

    @Override
    public final void onReceived(ByteBuffer bytes) {
        call("onReceived", () -> {
            synchronized (this) {
                check(connection != null, "onReceived before onOpen");
                check(closings.isEmpty(), "onReceived after onClosed");
                check(bytes.hasRemaining(), "onReceived without bytes");
            }
            int before = bytes.remaining();
            received(bytes);
            synchronized (this) {
                consumed += before - bytes.remaining();
            }
        });
    }

    @Override
    public final void onWritten(long bytes) {
        call("onWritten", () -> {
            synchronized (this) {
                check(connection != null, "onWritten before onOpen");
                check(closings.isEmpty(), "onWritten after onClosed");
                check(bytes > 0, "onWritten of " + bytes);
                written += bytes;
            }
            written(bytes);
        });
    }

    @Override
    public final void onClosed(String reason) {
        call("onClosed", () -> {
            synchronized (this) {
                check(closings.isEmpty(), "onClosed twice");
                check(reason != null && !reason.isBlank() && !reason.contains("\n"), "not one line: " + reason);
                closings.add(String.valueOf(reason));
            }
        });
    }

    /** For subclasses: the connection is up. */
    protected void opened(Connection opened) {}

    /** For subclasses: bytes came; by default all are consumed and kept. */
    protected void received(ByteBuffer bytes) {
        keep(bytes, bytes.remaining());
    }

    /** For subclasses: bytes reached the socket. */
    protected void written(long bytes) {}

    /** Consumes and keeps some bytes. */
    protected final synchronized void keep(ByteBuffer bytes, int count) {
        byte[] part = new byte[count];
        bytes.get(part);
        received.writeBytes(part);
    }

    private void call(String name, Runnable body) {
        if (inside.getAndSet(Thread.currentThread()) != null) {
            check(false, name + " inside of another call");
        }
        try {
            body.run();
        } finally {
            inside.set(null);
        }
    }

    private synchronized void check(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    /** The connection, or null. */
    public final synchronized Connection connection() {
        return connection;
    }

    /** Whether {@code onOpen} came. */
    public final synchronized boolean isOpened() {
        return connection != null;
    }

    /** Whether {@code onClosed} came. */
    public final synchronized boolean isClosed() {
        return !closings.isEmpty();
    }

    /** Why it ended, or null. */
    public final synchronized String reason() {
        return closings.isEmpty() ? null : closings.get(0);
    }

    /** The bytes kept. */
    public final synchronized byte[] bytes() {
        return received.toByteArray();
    }

    /** How many bytes were kept. */
    public final synchronized int size() {
        return received.size();
    }

    /** How many bytes were consumed by the calls that have returned, kept or not. */
    public final synchronized long consumed() {
        return consumed;
    }

    /** Bytes reported as written. */
    public final synchronized long written() {
        return written;
    }

    /** What broke the contract. */
    public final synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
