package org.torrent.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;

/** Wire forms for tests. */
final class Wire {
    static final Handshake HANDSHAKE = new Handshake(
            Handshake.EXTENDED | Handshake.FAST,
            InfoHash.parse("000102030405060708090a0b0c0d0e0f10111213"),
            PeerId.of("-TT0100-abcdefghijkl".getBytes(StandardCharsets.US_ASCII)));

    private Wire() {}

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] encode(Message message) {
        ByteBuffer out = ByteBuffer.allocate(MessageEncoder.encodedLength(message));
        MessageEncoder.encode(message, out);
        return out.array();
    }

    static byte[] piece(BlockRequest block, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(MessageEncoder.PIECE_HEADER_BYTES + payload.length);
        MessageEncoder.pieceHeader(out, block.piece(), block.offset(), payload.length);
        return out.put(payload).array();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** A decoder that is past its handshake. */
    static MessageDecoder decoder(MessageDecoder.Handler handler) throws ProtocolException {
        return decoder(ProtocolLimits.defaults(), handler);
    }

    static MessageDecoder decoder(ProtocolLimits limits, MessageDecoder.Handler handler) throws ProtocolException {
        MessageDecoder decoder = new MessageDecoder(limits, handler);
        decoder.decode(ByteBuffer.wrap(HANDSHAKE.encode()));
        return decoder;
    }
}
