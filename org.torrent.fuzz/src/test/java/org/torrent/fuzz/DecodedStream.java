package org.torrent.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.MessageDecoder;
import org.torrent.protocol.MessageEncoder;
import org.torrent.protocol.ProtocolException;
import org.torrent.protocol.ProtocolLimits;

/** What a {@link MessageDecoder} made of a stream. */
final class DecodedStream implements MessageDecoder.Handler {
    /** A piece with its payload. */
    private record Piece(BlockRequest block, List<Byte> payload) {}

    private static final byte[] ROOM = new byte[ProtocolLimits.defaults().maxBlockBytes()];

    private final List<Object> events = new ArrayList<>();
    private final BooleanSupplier hasRoom;
    private String failure = "";

    private DecodedStream(BooleanSupplier hasRoom) {
        this.hasRoom = hasRoom;
    }

    /**
     * Decodes it.
     *
     * @param portions lengths of the portions it comes in, at least 1
     * @param hasRoom whether there is room for a piece, asked each time; not never
     */
    static DecodedStream of(byte[] stream, IntSupplier portions, BooleanSupplier hasRoom) {
        DecodedStream decoded = new DecodedStream(hasRoom);
        MessageDecoder decoder = new MessageDecoder(ProtocolLimits.defaults(), decoded);
        try {
            int at = 0;
            do {
                int end = Math.min(stream.length, at + portions.getAsInt());
                ByteBuffer portion = ByteBuffer.wrap(stream, at, end - at);
                while (decoder.decode(portion) == MessageDecoder.Status.PAUSED) {
                    // asks for room again
                }
                Check.that(!portion.hasRemaining(), "a portion was not consumed");
                at = end;
            } while (at < stream.length);
            decoder.end();
        } catch (ProtocolException e) {
            Check.isOneLine(e);
            decoded.failure = e.getMessage();
        }
        return decoded;
    }

    List<Object> events() {
        return events;
    }

    /** The failure's message, empty for none. */
    String failure() {
        return failure;
    }

    /** All that was understood, in wire form. */
    byte[] written() {
        ByteBuffer out = ByteBuffer.allocate(
                events.stream().mapToInt(DecodedStream::length).sum());
        events.forEach(event -> write(event, out));
        return out.array();
    }

    private static int length(Object event) {
        if (event instanceof Handshake) {
            return Handshake.LENGTH;
        }
        return event instanceof Piece piece
                ? MessageEncoder.PIECE_HEADER_BYTES + piece.payload().size()
                : MessageEncoder.encodedLength((Message) event);
    }

    private static void write(Object event, ByteBuffer out) {
        if (event instanceof Handshake handshake) {
            out.put(handshake.encode());
        } else if (event instanceof Piece piece) {
            BlockRequest block = piece.block();
            MessageEncoder.pieceHeader(out, block.piece(), block.offset(), block.length());
            piece.payload().forEach(out::put);
        } else {
            MessageEncoder.encode((Message) event, out);
        }
    }

    @Override
    public void onHandshake(Handshake handshake) {
        handshake.peerId().client();
        events.add(handshake);
    }

    @Override
    public void onMessage(Message message) {
        events.add(message);
    }

    @Override
    public ByteBuffer onPieceStart(BlockRequest block) {
        return hasRoom.getAsBoolean() ? ByteBuffer.wrap(ROOM, 0, block.length()) : null;
    }

    @Override
    public void onPieceEnd(BlockRequest block) {
        Byte[] payload = new Byte[block.length()];
        Arrays.setAll(payload, i -> ROOM[i]);
        events.add(new Piece(block, List.of(payload)));
    }
}
