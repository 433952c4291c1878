package org.torrent.session.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageDecoder;
import org.torrent.protocol.ProtocolException;
import org.torrent.protocol.ProtocolLimits;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;

/** The last stage of input: plain bytes become messages, payload goes straight into pooled blocks. On the I/O thread. */
final class MessageInput implements MessageDecoder.Handler {
    private final Supplier<BlockPool> pool;
    private final Consumer<Handshake> onHandshake;
    private final BooleanSupplier wanted;
    private final MessageDecoder decoder = new MessageDecoder(blocksAsAsked(ProtocolLimits.defaults()), this);
    private List<Object> events = new ArrayList<>();
    private int heapBytes; // of the events
    private int blocks; // among them
    private Block current;

    /**
     * Expects a handshake first.
     *
     * @param pool asked with each block
     * @param wanted whether what follows the handshake has an owner, or may have one
     */
    MessageInput(Supplier<BlockPool> pool, Consumer<Handshake> onHandshake, BooleanSupplier wanted) {
        this.pool = pool;
        this.onHandshake = onHandshake;
        this.wanted = wanted;
    }

    /** Nobody is asked for longer blocks than this, so a longer one would only cost memory. */
    private static ProtocolLimits blocksAsAsked(ProtocolLimits limits) {
        return new ProtocolLimits(
                limits.maxMessageBytes(),
                PieceLayout.BLOCK_BYTES,
                limits.maxBitfieldBytes(),
                limits.maxExtensionNames(),
                limits.maxExtensionNameBytes(),
                limits.maxClientNameBytes(),
                limits.maxRequestQueue(),
                limits.maxMetadataBytes());
    }

    /** Decodes all of the bytes, or up to a piece the pool has no room for: then it answers false and leaves the rest. */
    boolean decode(ByteBuffer plain) throws ProtocolException {
        return decoder.decode(plain) == MessageDecoder.Status.CONSUMED;
    }

    /** Bytes held for a message that is not complete. */
    int heldBytes() {
        return decoder.heldBytes();
    }

    /** Whether something was decoded since the last {@link #take}. */
    boolean isEmpty() {
        return events.isEmpty();
    }

    /** How much was decoded since the last {@link #take}. */
    int size() {
        return events.size();
    }

    /** What they are as objects, beside the bytes they came from: messages of 5 bytes would fill the heap unseen. */
    int heapBytes() {
        return heapBytes;
    }

    /** What was decoded since the last call. */
    List<Object> take() {
        List<Object> taken = events;
        events = new ArrayList<>(taken.size());
        heapBytes = 0;
        blocks = 0;
        return taken;
    }

    /** The connection is to end: lets go the message that is not complete, which is more than all else that it holds. */
    void close() {
        decoder.close();
    }

    /** The connection ended: gives back the block that is not full, and what decoding left when it threw. */
    void end() {
        close();
        if (current != null) {
            current.release();
            current = null;
        }
        WireBatch.release(take());
    }

    @Override
    public void onHandshake(Handshake handshake) {
        onHandshake.accept(handshake);
    }

    @Override
    public void onMessage(Message message) {
        if (wanted.getAsBoolean()) {
            events.add(message);
            heapBytes += WireLimits.MESSAGE_BYTES;
        }
    }

    @Override
    public ByteBuffer onPieceStart(BlockRequest span) {
        if (blocks == WireLimits.BLOCKS_AT_ONCE) {
            return null; // these first: of blocks of one byte a single read would take the whole pool
        }
        current = pool.get().tryAcquire(span.length());
        return current == null ? null : current.buffer().limit(span.length());
    }

    @Override
    public void onPieceEnd(BlockRequest span) {
        current.buffer().flip();
        if (wanted.getAsBoolean()) {
            events.add(new ReceivedBlock(span, current));
            heapBytes +=
                    WireLimits.BLOCK_BYTES + PieceLayout.BLOCK_BYTES - span.length(); // it has a whole one of the pool
            blocks++;
        } else {
            current.release();
        }
        current = null; // only now: without memory the end gives it back
    }
}
