package org.torrent.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.torrent.model.BlockRequest;

/** Keeps what a decoder delivered, in order; optionally without room for the first few questions about each piece. */
class Recorder implements MessageDecoder.Handler {
    /** A piece message with its payload. */
    record Piece(BlockRequest block, ByteBuffer payload) {}

    final List<Object> events = new ArrayList<>();
    int refusals;
    boolean direct;

    private ByteBuffer payload;
    private int refused;

    @Override
    public void onHandshake(Handshake handshake) {
        events.add(handshake);
    }

    @Override
    public void onMessage(Message message) {
        events.add(message);
    }

    @Override
    public ByteBuffer onPieceStart(BlockRequest block) {
        if (refused++ < refusals) {
            return null;
        }
        refused = 0;
        // Room in front and behind, so that a decoder that ignores position or writes too much shows.
        int size = block.length() + 13 + 7;
        payload = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        payload.position(13);
        return payload;
    }

    @Override
    public void onPieceEnd(BlockRequest block) {
        if (payload.position() != 13 + block.length()) {
            throw new AssertionError("position " + payload.position() + " behind " + block);
        }
        events.add(new Piece(block, payload.slice(13, block.length())));
        payload = null;
    }
}
