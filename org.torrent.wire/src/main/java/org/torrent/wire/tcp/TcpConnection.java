package org.torrent.wire.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.wire.reason.Reasons;

/**
 * One open connection. The port's methods may be called from any thread and only leave a mark for the I/O thread; all
 * calls of the handler come from that thread, which is always the same one processor's.
 *
 * <p>Life: open, perhaps finishing ({@link #closeAfterWrites}: input is discarded, what waits is sent, then our side is
 * shut down and the peer's end awaited, since closing with input unread would make the peer lose what we sent last),
 * ended (the first reason counts), closed (told to the handler).
 */
final class TcpConnection implements Connection, IoTurns {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    /** A wish to close when everything has left. */
    private record Finish(String reason, long deadlineNanos) {}

    private final WireSession session;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final ConnectionHandler handler;
    private final Connections connections;

    private final AtomicReference<String> end = new AtomicReference<>();
    private final AtomicReference<Finish> finish = new AtomicReference<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean suspended;

    /** It was suspended since the last delivery began, whether or not it was resumed since. */
    private volatile boolean wasSuspended;

    // I/O thread only from here.
    private ByteBuffer unconsumed;

    /** The handler left {@link #unconsumed} and suspended: it comes again by itself when reading goes on. */
    private boolean owed;

    private boolean shutDown;
    private long lingerUntilNanos;

    TcpConnection(WireSession session, InetSocketAddress remote, ConnectionHandler handler, Connections connections) {
        this.session = session;
        this.local = session.getLocalAddress();
        this.remote = remote;
        this.handler = handler;
        this.connections = connections;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void write(ByteBuffer bytes) {
        send(bytes, null);
    }

    @Override
    public void write(Block block) {
        send(block.buffer(), block);
    }

    private void send(ByteBuffer bytes, Block block) {
        if (session.outbox().add(bytes, block)) {
            session.owner().flush(session);
        }
        if (session.outbox().unsent() > Limits.UNSENT_BYTES) {
            close("more than " + Limits.UNSENT_BYTES + " bytes wait to be sent");
        }
    }

    @Override
    public void suspendRead() {
        suspended = true;
        wasSuspended = true;
    }

    @Override
    public void resumeRead() {
        suspended = false;
        turn();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        turn();
    }

    @Override
    public void close(String reason) {
        if (end.compareAndSet(null, reason)) {
            session.outbox().close();
            session.closeNow();
        }
    }

    @Override
    public void closeAfterWrites(String reason, long timeoutMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        if (finish.compareAndSet(null, new Finish(reason, deadline))) {
            session.outbox().close();
            turn();
        }
    }

    @Override
    public String toString() {
        return "tcp " + Reasons.text(remote);
    }

    /** Has {@link #onTurn} called soon on the I/O thread. */
    private void turn() {
        if (end.get() == null) {
            session.owner().updateTrafficMask(session);
        }
    }

    // From here on the I/O thread.

    void opened() {
        guarded(() -> handler.onOpen(this));
    }

    @Override
    public boolean wantsInput() {
        return end.get() == null && (!suspended || finish.get() != null);
    }

    @Override
    public void read(ByteBuffer buffer) throws IOException {
        if (owed) { // Resumed a moment ago. First this, since what is read now may be the end.
            deliverAgain();
            return;
        }
        buffer.clear();
        if (unconsumed != null) {
            buffer.put(unconsumed.duplicate());
        }
        int read = session.getChannel().read(buffer);
        if (read < 0) {
            close(shutDown ? finish.get().reason() : Reasons.CLOSED_BY_PEER);
        } else if (read > 0 && finish.get() == null) {
            unconsumed = null;
            deliver(buffer.flip());
        }
    }

    @Override
    public boolean onTurn() {
        for (Runnable task = tasks.poll(); task != null && !isEnded(); task = tasks.poll()) {
            guarded(task);
        }
        if (finish.get() != null) {
            finishIfSent();
            return true;
        }
        if (owed && wantsInput()) {
            deliverAgain();
        }
        return false;
    }

    @Override
    public int write(ByteBuffer[] gather) throws IOException {
        long written = session.outbox().writeTo(session.getChannel(), gather);
        if (written > 0 && end.get() == null) {
            guarded(() -> handler.onWritten(written));
        }
        finishIfSent();
        return (int) written;
    }

    @Override
    public long deadlineNanos() {
        return shutDown ? lingerUntilNanos : finish.get().deadlineNanos();
    }

    @Override
    public void expired() {
        close(finish.get().reason());
    }

    @Override
    public boolean isEnded() {
        return end.get() != null;
    }

    @Override
    public void closed() {
        end.compareAndSet(null, Reasons.STOPPED);
        session.outbox().end();
        unconsumed = null;
        tasks.clear();
        connections.closed(this);
        guarded(() -> handler.onClosed(end.get()));
    }

    @Override
    public void failed(Throwable failure) {
        LOG.warn("{} closes: its handler failed", this, failure);
        close("failed: " + failure);
    }

    private void deliverAgain() {
        ByteBuffer again = unconsumed;
        unconsumed = null;
        owed = false;
        deliver(again);
    }

    private void deliver(ByteBuffer bytes) {
        int offered = bytes.remaining();
        wasSuspended = false;
        guarded(() -> handler.onReceived(bytes));
        int left = bytes.remaining();
        if (left == 0 || isEnded()) {
            return;
        }
        unconsumed = ByteBuffer.allocate(left).put(bytes).flip();
        owed = wasSuspended || suspended;
        if (left == offered && left >= session.readBufferBytes() && !owed) {
            close("the handler consumed nothing of " + left + " bytes, as many as are kept");
        }
    }

    private void finishIfSent() {
        Finish wish = finish.get();
        if (wish == null || shutDown || isEnded() || session.outbox().unsent() > 0) {
            return;
        }
        shutDown = true;
        long linger = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.LINGER_MILLIS);
        lingerUntilNanos = linger - wish.deadlineNanos() < 0 ? linger : wish.deadlineNanos();
        try {
            session.getChannel().shutdownOutput();
        } catch (IOException gone) {
            close(wish.reason());
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) { // Foreign code: a LinkageError must not end the I/O thread.
            failed(failure);
        }
    }
}
