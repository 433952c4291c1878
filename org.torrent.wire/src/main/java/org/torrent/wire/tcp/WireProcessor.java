package org.torrent.wire.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.torrent.wire.reason.Reasons;

/**
 * One I/O thread's work: MINA's selector loop with our reading and writing in it.
 *
 * <ul>
 *   <li>Reading: one read per turn and connection, into the one direct buffer of this processor, delivered at once. MINA
 *       is told that nothing was read, so it neither delivers nor reads again; the buffer it allocates for each read
 *       stays empty and is made as small as it can be ({@link SocketOptions#apply}).
 *   <li>Writing: one gathering write per turn and connection from its {@link Outbox}.
 *   <li>MINA's change of traffic control doubles as a message from other threads: {@code updateTrafficMask} wakes this
 *       thread, which then calls {@link #updateTrafficControl}. Its suspend and resume are not used (they don't wake
 *       the selector).
 * </ul>
 *
 * <p>Public for MINA, which makes processors by reflection. All but {@code updateTrafficMask} and {@code flush} runs on
 * the I/O thread.
 */
public final class WireProcessor extends NioProcessor {
    private final ByteBuffer input;
    private final ByteBuffer[] gather = new ByteBuffer[Limits.GATHER_BUFFERS];

    /** Connections that close after their writes and have a deadline; few and short-lived. */
    private final Set<IoTurns> finishing = new LinkedHashSet<>();

    /** Called by MINA; the executor must be {@link IoThreads}. */
    public WireProcessor(Executor threads) {
        super(threads);
        input = ByteBuffer.allocateDirect(((IoThreads) threads).readBufferBytes());
    }

    @Override
    protected void init(NioSession session) throws Exception {
        ((WireSession) session).ownedBy(this, input.capacity());
        try {
            super.init(session);
        } catch (Exception failure) { // MINA would forget the session without telling anyone.
            session.getHandler().sessionClosed(session);
            throw failure;
        }
    }

    @Override
    protected int read(NioSession session, IoBuffer unused) throws Exception {
        IoTurns connection = ((WireSession) session).connection();
        try {
            if (connection != null && connection.wantsInput()) {
                connection.read(input);
            }
            if (connection == null || !connection.wantsInput()) {
                setInterestedInRead(session, false);
            }
        } catch (IOException failure) {
            connection.close(Reasons.of(failure));
        } catch (Throwable failure) {
            connection.failed(failure);
        }
        return 0;
    }

    @Override
    protected int write(NioSession session, IoBuffer unused, int length) {
        IoTurns connection = ((WireSession) session).connection();
        try {
            return connection.write(gather);
        } catch (IOException failure) {
            connection.close(Reasons.of(failure));
        } catch (Throwable failure) {
            connection.failed(failure);
        }
        return 0;
    }

    @Override
    public void updateTrafficControl(NioSession session) {
        IoTurns connection = ((WireSession) session).connection();
        if (connection == null) {
            return;
        }
        try {
            if (connection.onTurn()) {
                finishing.add(connection);
            }
            setInterestedInRead(session, connection.wantsInput());
        } catch (Throwable failure) {
            connection.failed(failure);
        }
    }

    @Override
    protected int select(long timeoutMillis) throws Exception {
        return super.select(finishing.isEmpty() ? timeoutMillis : expire(timeoutMillis));
    }

    /** Ends what is overdue; answers how long to select at most so that the next one is in time. */
    private long expire(long timeoutMillis) {
        finishing.removeIf(IoTurns::isEnded);
        long now = System.nanoTime();
        long wait = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        for (IoTurns connection : finishing) {
            wait = Math.min(wait, connection.deadlineNanos() - now);
            if (connection.deadlineNanos() - now <= 0) {
                connection.expired();
            }
        }
        wakeupCalled.set(true); // A short wait is not the selector spinning.
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait));
    }
}
