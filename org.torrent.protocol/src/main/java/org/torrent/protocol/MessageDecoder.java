package org.torrent.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.torrent.model.BlockRequest;

/**
 * Turns the bytes one peer sends into a handshake and messages. Push parser: input comes in portions of any size, in
 * heap or direct buffers; what is incomplete at the end of a portion is kept inside.
 *
 * <p>One state per thing that is awaited:
 *
 * <pre>
 * HANDSHAKE -> LENGTH -> TYPE -> FIXED                           -> LENGTH
 *                 \         |--> BODY                            -> LENGTH
 *                  \        '--> FIXED (piece) -> ROOM -> PAYLOAD -> LENGTH
 *                   '--> LENGTH (keep-alive)                any -> REFUSED
 * </pre>
 *
 * What a peer claims costs nothing: a length is checked before anything is allocated, a body grows with the bytes that
 * really came, and payload goes straight from the input into the handler's buffer. Holds 68 bytes between messages.
 *
 * <p>Not thread-safe. The handler is called from inside {@link #decode} and must not call it again. What a handler
 * throws comes out of {@code decode}; the message it threw at counts as delivered.
 */
public final class MessageDecoder {
    /** Receives what was decoded, in the order it arrived. */
    public interface Handler {
        /** The first call, once. */
        void onHandshake(Handshake handshake);

        /** Any message but {@code piece}. */
        void onMessage(Message message);

        /**
         * Asks where the payload of a piece message shall go. The span is unvalidated except for its length, which is
         * between 1 and {@link ProtocolLimits#maxBlockBytes()}.
         *
         * @return a buffer with at least that many bytes remaining, filled from its position onward while decoding
         *     goes on; or null when there is no room at the moment: {@code decode} then returns
         *     {@link Status#PAUSED} and asks again when it is called again
         */
        ByteBuffer onPieceStart(BlockRequest block);

        /**
         * The payload is complete in the buffer given for it; the buffer's position is behind it. When the connection
         * ends before that, this is never called: the buffer is the handler's to take back.
         */
        void onPieceEnd(BlockRequest block);
    }

    /** How a call of {@link #decode} ended. */
    public enum Status {
        /** No input remains. */
        CONSUMED,
        /** The handler had no room for a piece; input may remain. Call again when there is room, input or not. */
        PAUSED
    }

    private enum State {
        HANDSHAKE,
        LENGTH,
        TYPE,
        FIXED,
        BODY,
        ROOM,
        PAYLOAD,
        REFUSED
    }

    /** What is allocated for a body before any of it arrived. */
    private static final int FIRST_BODY_BYTES = 1024;

    private static final byte[] NO_BYTES = {};

    private final ProtocolLimits limits;
    private final Handler handler;

    /** Handshake, length prefix, or fields of a message of fixed length; nothing larger is ever awaited here. */
    private final byte[] head = new byte[Handshake.LENGTH];

    private State state = State.HANDSHAKE;

    /** Bytes of the current state's unit that arrived. */
    private int filled;

    /** Length prefix and type of the current message. */
    private int length;

    private int type;

    private byte[] body = NO_BYTES;
    private BlockRequest block;
    private ByteBuffer payload;

    /** A decoder for one connection; it starts by expecting a handshake. */
    public MessageDecoder(ProtocolLimits limits, Handler handler) {
        this.limits = limits;
        this.handler = handler;
    }

    /**
     * Decodes all of the input, or up to a piece message there is no room for.
     *
     * @throws ProtocolException when the input is malformed; every later call throws too
     */
    public Status decode(ByteBuffer input) throws ProtocolException {
        while (advance(input)) {
            // One unit of the protocol per turn.
        }
        return state == State.ROOM ? Status.PAUSED : Status.CONSUMED;
    }

    /** Bytes that are held for a message that is not complete, beside the 68. */
    public int heldBytes() {
        return body.length;
    }

    /**
     * Tells that nothing will follow.
     *
     * @throws ProtocolException when what arrived ends inside the handshake or a message
     */
    public void end() throws ProtocolException {
        switch (state) {
            case HANDSHAKE -> throw refuse("the connection ended after " + filled + " bytes of the handshake");
            case LENGTH, TYPE -> {
                if (state == State.TYPE || filled > 0) {
                    throw refuse("the connection ended inside the header of a message");
                }
            }
            case FIXED, BODY, ROOM, PAYLOAD -> throw refuse("the connection ended inside a " + name() + " message");
            case REFUSED -> {}
        }
    }

    /** Lets go what is held of a message that is not complete: nothing is decoded any more. */
    public void close() {
        state = State.REFUSED;
        body = NO_BYTES;
        payload = null;
    }

    private boolean advance(ByteBuffer input) throws ProtocolException {
        return switch (state) {
            case HANDSHAKE -> handshake(input);
            case LENGTH -> length(input);
            case TYPE -> type(input);
            case FIXED -> fixed(input);
            case BODY -> body(input);
            case ROOM -> room();
            case PAYLOAD -> payload(input);
            case REFUSED -> throw new ProtocolException("input after malformed input");
        };
    }

    private boolean handshake(ByteBuffer input) throws ProtocolException {
        int from = filled;
        boolean complete = fill(head, Handshake.LENGTH, input);
        int wrong = Handshake.firstWrong(head, from, filled);
        if (wrong >= 0) {
            throw refuse(Handshake.explain(wrong, head[wrong]));
        }
        if (complete) {
            await(State.LENGTH);
            handler.onHandshake(Handshake.read(head));
        }
        return complete;
    }

    private boolean length(ByteBuffer input) throws ProtocolException {
        if (!fill(head, Integer.BYTES, input)) {
            return false;
        }
        length = number(0);
        if (Integer.compareUnsigned(length, limits.maxMessageBytes()) > 0) {
            throw refuse("message of " + Integer.toUnsignedString(length) + " bytes, at most "
                    + limits.maxMessageBytes() + " are allowed");
        }
        await(length == 0 ? State.LENGTH : State.TYPE);
        if (length == 0) {
            handler.onMessage(Messages.KEEP_ALIVE);
        }
        return true;
    }

    private boolean type(ByteBuffer input) throws ProtocolException {
        if (!fill(head, 1, input)) {
            return false;
        }
        type = head[0] & 0xff;
        checkLength();
        boolean streamed = MessageType.fixedLength(type) == MessageType.ANY_LENGTH && type != MessageType.PIECE;
        await(streamed ? State.BODY : State.FIXED);
        return true;
    }

    private void checkLength() throws ProtocolException {
        int fixed = MessageType.fixedLength(type);
        if (fixed != MessageType.ANY_LENGTH) {
            checkLength(fixed, fixed);
            return;
        }
        switch (type) {
            case MessageType.PIECE ->
                checkLength(
                        ProtocolLimits.PIECE_FIELDS_BYTES + 1,
                        ProtocolLimits.PIECE_FIELDS_BYTES + limits.maxBlockBytes());
            case MessageType.BITFIELD -> checkLength(1, 1 + limits.maxBitfieldBytes());
            case MessageType.EXTENDED -> checkLength(2, limits.maxMessageBytes());
            default -> {}
        }
    }

    private void checkLength(int least, int most) throws ProtocolException {
        if (length < least || length > most) {
            throw refuse(name() + " message of " + length + " bytes, expected "
                    + (least == most ? least : least + " to " + most));
        }
    }

    private boolean fixed(ByteBuffer input) {
        boolean piece = type == MessageType.PIECE;
        if (!fill(head, (piece ? ProtocolLimits.PIECE_FIELDS_BYTES : length) - 1, input)) {
            return false;
        }
        if (piece) {
            block = new BlockRequest(number(0), number(4), length - ProtocolLimits.PIECE_FIELDS_BYTES);
            await(State.ROOM);
        } else {
            await(State.LENGTH);
            handler.onMessage(Messages.fixed(type, head));
        }
        return true;
    }

    private boolean body(ByteBuffer input) {
        int size = length - 1;
        if (body.length < size) {
            grow(size, input.remaining());
        }
        if (!fill(body, size, input)) {
            return false;
        }
        byte[] complete = body;
        body = NO_BYTES;
        await(State.LENGTH);
        handler.onMessage(Messages.variable(type, complete));
        return true;
    }

    /** Makes room for what is there, never for more than twice what really came, and at the end exactly what is needed. */
    private void grow(int size, int available) {
        int needed = Math.min(size, filled + Math.min(size, available));
        if (needed > body.length || body.length == 0) {
            int roomy = Math.max(FIRST_BODY_BYTES, 2 * body.length);
            body = Arrays.copyOf(body, Math.min(size, Math.max(needed, roomy)));
        }
    }

    private boolean room() {
        ByteBuffer buffer = handler.onPieceStart(block);
        if (buffer == null) {
            return false;
        }
        if (buffer.remaining() < block.length()) {
            throw new IllegalStateException(
                    "the buffer for a block of " + block.length() + " bytes has room for " + buffer.remaining());
        }
        payload = buffer;
        await(State.PAYLOAD);
        return true;
    }

    private boolean payload(ByteBuffer input) {
        int count = Math.min(block.length() - filled, input.remaining());
        payload.put(payload.position(), input, input.position(), count);
        payload.position(payload.position() + count);
        input.position(input.position() + count);
        filled += count;
        if (filled < block.length()) {
            return false;
        }
        BlockRequest complete = block;
        block = null;
        payload = null;
        await(State.LENGTH);
        handler.onPieceEnd(complete);
        return true;
    }

    private void await(State next) {
        state = next;
        filled = 0;
    }

    /** Takes bytes until there are {@code size}; tells whether there are. */
    private boolean fill(byte[] target, int size, ByteBuffer input) {
        int count = Math.min(size - filled, input.remaining());
        input.get(target, filled, count);
        filled += count;
        return filled == size;
    }

    private int number(int at) {
        return Messages.number(head, at);
    }

    private String name() {
        return MessageType.name(type);
    }

    private ProtocolException refuse(String why) {
        close();
        return new ProtocolException(why);
    }
}
