package org.torrent.session.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.MessageEncoder;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.transport.Connection;

/**
 * The way out of one connection. Messages come from the torrent's loop, pieces straight from the storage's threads: a
 * block that was read needs no detour over the loop. What is handed over belongs to the connection: its stages may
 * change it in place. Thread-safe.
 */
public final class WireSender {
    private final Connection connection;
    private final Runnable onRoom;
    private final Object gate = new Object(); // guards everything below, and the order of writes
    private final Queue<Mark> marks = new ArrayDeque<>();
    private long queuedTotal;
    private long writtenTotal;
    private final SentPayload sentPayload = new SentPayload();
    private StageChain stages; // null: the messages go to the connection as they are
    private StagedOutput staged; // null as well once all that passed stages has left
    private long roomBelow = -1; // wanted when at least 0
    private String failure;

    WireSender(Connection connection, Runnable onRoom) {
        this.connection = connection;
        this.onRoom = onRoom;
    }

    /** Writes encoded messages; the buffer is not changed afterwards. */
    public void send(ByteBuffer messages) {
        synchronized (gate) {
            int length = messages.remaining();
            queuedTotal += length;
            if (staged == null) {
                connection.write(messages);
            } else {
                stages.send(new Outgoing(messages, null, length));
            }
        }
    }

    /**
     * Writes a piece message.
     *
     * @param block payload from {@link BlockPool#HEADER_BYTES} to the limit, room for the header in front; one
     *     reference is taken over
     */
    public void sendPiece(BlockRequest span, Block block) {
        ByteBuffer buffer = block.buffer();
        int end = buffer.limit();
        buffer.position(0);
        MessageEncoder.pieceHeader(buffer, span.piece(), span.offset(), span.length());
        buffer.position(0).limit(end);
        synchronized (gate) {
            try {
                sentPayload.queued(queuedTotal + end, span.length());
            } catch (OutOfMemoryError full) {
                block.release(); // nobody else has it yet
                throw full;
            }
            queuedTotal += end;
            if (staged == null) {
                connection.write(block);
            } else {
                stages.send(new Outgoing(buffer, block, end));
            }
        }
    }

    /** The lock of the way out. */
    Object gate() {
        return gate;
    }

    /** From now on what is sent passes these; {@link #writeThrough} is their end. Before anything is sent. */
    void pass(StageChain chain) {
        stages = chain;
        staged = new StagedOutput();
    }

    /** What comes out of the stages. Under the gate. */
    void writeThrough(Outgoing chunk) {
        staged.add(chunk);
        if (chunk.block() == null) {
            connection.write(chunk.bytes());
        } else {
            connection.write(chunk.block());
        }
    }

    /** Nothing more will be sent: the stages hold nothing back any longer. */
    void finish() {
        synchronized (gate) {
            if (stages != null) {
                stages.finish();
            }
        }
    }

    /** Completes when everything queued so far has reached the socket; fails when the connection ends before. */
    public CompletableFuture<Void> sent() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        String failed;
        synchronized (gate) {
            failed = failure;
            if (failed == null) {
                marks.add(new Mark(queuedTotal, future));
            }
        }
        if (failed != null) {
            future.completeExceptionally(new IllegalStateException(failed));
        }
        return future;
    }

    /** Bytes queued and not yet written. */
    public long unsentBytes() {
        synchronized (gate) {
            return queuedTotal - writtenTotal;
        }
    }

    /** The same with each block as long as what the pool lent for it. */
    public long heldBytes() {
        synchronized (gate) {
            return held();
        }
    }

    private long held() {
        return queuedTotal - writtenTotal + sentPayload.spareBytes();
    }

    /** {@link #unsentBytes} without payload: what answers and news come to. */
    public long unsentMessageBytes() {
        synchronized (gate) {
            return queuedTotal - writtenTotal - sentPayload.waitingBytes();
        }
    }

    /** Payload of pieces that are queued and not yet written whole. */
    public long unsentPayloadBytes() {
        synchronized (gate) {
            return sentPayload.waitingBytes();
        }
    }

    /** Bytes that have reached the socket. */
    public long writtenBytes() {
        synchronized (gate) {
            return writtenTotal;
        }
    }

    /** Payload of the piece messages that have reached the socket whole. */
    public long writtenPayloadBytes() {
        synchronized (gate) {
            return sentPayload.writtenBytes();
        }
    }

    /** The owner wants to hear once when {@link #heldBytes} are at most that many; at once when that is so now. */
    public void wantRoom(long below) {
        boolean now;
        synchronized (gate) {
            now = held() <= below;
            roomBelow = now ? -1 : below;
        }
        if (now) {
            onRoom.run();
        }
    }

    void onWritten(long bytes) {
        List<Mark> reached = List.of();
        boolean room;
        synchronized (gate) {
            writtenTotal += staged == null ? bytes : writtenThrough(bytes);
            sentPayload.written(writtenTotal);
            while (!marks.isEmpty() && marks.peek().at <= writtenTotal) {
                reached = reached.isEmpty() ? new ArrayList<>() : reached;
                reached.add(marks.poll());
            }
            room = held() <= roomBelow;
            roomBelow = room ? -1 : roomBelow;
        }
        reached.forEach(mark -> mark.future.complete(null));
        if (room) {
            onRoom.run();
        }
    }

    /** Under the gate. Once the stages are gone and what passed them has left, the way is a plain one. */
    private long writtenThrough(long wireBytes) {
        long messages = staged.written(wireBytes);
        if (stages.isEmpty() && staged.isEmpty()) {
            stages = null;
            staged = null;
        }
        return messages;
    }

    void fail(String reason) {
        List<Mark> left;
        synchronized (gate) {
            failure = reason;
            if (stages != null) {
                stages.close();
            }
            left = new ArrayList<>(marks);
            marks.clear();
        }
        left.forEach(mark -> mark.future.completeExceptionally(new IllegalStateException(reason)));
    }

    private record Mark(long at, CompletableFuture<Void> future) {}
}
