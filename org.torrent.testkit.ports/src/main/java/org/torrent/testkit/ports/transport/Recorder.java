package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.torrent.spi.transport.Connection;
import org.torrent.testkit.ports.Waiting;

/** Keeps what happened to one connection, does what it is told meanwhile, and waits for things to happen. */
public final class Recorder extends RecordingHandler {
    /** How a test waits. */
    @FunctionalInterface
    public interface Waiter {
        /** Returns once the condition holds; fails when that takes too long. */
        void await(String what, BooleanSupplier condition);
    }

    private final Waiter waiter;
    private BiConsumer<Connection, ByteBuffer> reader = (from, bytes) -> consume(bytes);
    private BiConsumer<Connection, Long> writer = (to, bytes) -> {};
    private Runnable opener = () -> {};

    /** Waits in real time. */
    public Recorder() {
        this(Waiting::until);
    }

    /** Waits like that. */
    public Recorder(Waiter waiter) {
        this.waiter = waiter;
    }

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

    /** What to do when the connection is up. Before connecting. */
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
        keep(bytes, bytes.remaining());
    }

    @Override
    protected void opened(Connection connection) {
        opener.run();
    }

    @Override
    protected void received(ByteBuffer bytes) {
        reader.accept(connection(), bytes);
    }

    @Override
    protected void written(long bytes) {
        writer.accept(connection(), bytes);
    }

    /** The connection, once it is up. */
    public Connection awaitOpen() {
        waiter.await("the connection opens", () -> isOpened() || isClosed());
        assertThat(connection()).as("%s", this).isNotNull();
        return connection();
    }

    /** Waits until so many bytes were consumed. */
    public void awaitReceived(long bytes) {
        waiter.await(bytes + " bytes are received", () -> consumed() >= bytes);
    }

    /** Waits until so many bytes were told as written. */
    public void awaitWritten(long bytes) {
        waiter.await(bytes + " bytes are written", () -> written() >= bytes);
    }

    /** Waits for the end, checks the order of all calls, and answers the reason. */
    public String awaitClosed() {
        waiter.await("the connection closes", this::isClosed);
        check();
        return reason();
    }

    /** Fails when the contract of the handler was broken. */
    public void check() {
        assertThat(violations()).isEmpty();
    }

    @Override
    public String toString() {
        return "received " + consumed() + ", written " + written() + ", ended " + reason() + ", " + violations();
    }
}
