package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.MessageDecoder.Status;

/** Payload of piece messages: straight into the handler's buffer, and what happens when there is none. */
class PieceStreamTest {
    private static final byte[] PAYLOAD = new byte[300];
    private static final BlockRequest BLOCK = new BlockRequest(5, 0x4000, PAYLOAD.length);

    static {
        new Random(1).nextBytes(PAYLOAD);
    }

    private final Recorder recorder = new Recorder();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void decode_whenSplitAnywhere_shouldFillTheBufferGiven(boolean direct) throws ProtocolException {
        byte[] wire = Wire.concat(Wire.piece(BLOCK, PAYLOAD), Wire.encode(new Message.Have(5)));
        for (int split = 0; split <= wire.length; split++) {
            Recorder seen = new Recorder();
            seen.direct = direct;
            MessageDecoder decoder = Wire.decoder(seen);
            decoder.decode(ByteBuffer.wrap(wire, 0, split));
            decoder.decode(Wire.direct(wire).position(split));
            assertThat(seen.events)
                    .containsExactly(
                            Wire.HANDSHAKE, new Recorder.Piece(BLOCK, ByteBuffer.wrap(PAYLOAD)), new Message.Have(5));
        }
    }

    @Test
    void decode_whenThereIsNoRoom_shouldPauseAndLeaveTheInput() throws ProtocolException {
        recorder.refusals = 2;
        MessageDecoder decoder = Wire.decoder(recorder);
        ByteBuffer input = ByteBuffer.wrap(Wire.piece(BLOCK, PAYLOAD));
        assertThat(decoder.decode(input)).isEqualTo(Status.PAUSED);
        assertThat(input.remaining()).isEqualTo(PAYLOAD.length);
        assertThat(decoder.decode(input)).isEqualTo(Status.PAUSED);
        assertThat(input.remaining()).isEqualTo(PAYLOAD.length);
        assertThat(decoder.decode(input)).isEqualTo(Status.CONSUMED);
        assertThat(recorder.events).endsWith(new Recorder.Piece(BLOCK, ByteBuffer.wrap(PAYLOAD)));
    }

    @Test
    void decode_whenPausedAtTheEndOfTheInput_shouldAskAgainWithoutInput() throws ProtocolException {
        recorder.refusals = 1;
        MessageDecoder decoder = Wire.decoder(recorder);
        byte[] wire = Wire.piece(BLOCK, PAYLOAD);
        assertThat(decoder.decode(ByteBuffer.wrap(wire, 0, 13))).isEqualTo(Status.PAUSED);
        assertThat(decoder.decode(ByteBuffer.allocate(0))).isEqualTo(Status.CONSUMED);
        decoder.decode(ByteBuffer.wrap(wire, 13, PAYLOAD.length));
        assertThat(recorder.events).endsWith(new Recorder.Piece(BLOCK, ByteBuffer.wrap(PAYLOAD)));
    }

    @Test
    void decode_whenTheBufferIsTooSmall_shouldFailLoudly() throws ProtocolException {
        Recorder careless = new Recorder() {
            @Override
            public ByteBuffer onPieceStart(BlockRequest block) {
                return ByteBuffer.allocate(block.length() - 1);
            }
        };
        MessageDecoder decoder = Wire.decoder(careless);
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(Wire.piece(BLOCK, PAYLOAD))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the buffer for a block of 300 bytes has room for 299");
    }

    @Test
    void decode_whenTheBlockIsAsLargeAsAllowed_shouldDeliverIt() throws ProtocolException {
        byte[] payload = new byte[ProtocolLimits.defaults().maxBlockBytes()];
        MessageDecoder decoder = Wire.decoder(recorder);
        decoder.decode(ByteBuffer.wrap(Wire.piece(BLOCK, payload)));
        assertThat(recorder.events)
                .endsWith(new Recorder.Piece(new BlockRequest(5, 0x4000, payload.length), ByteBuffer.wrap(payload)));
    }

    @Test
    void decode_whenPieceAndOffsetAreHuge_shouldDeliverThemAsTheyAre() throws ProtocolException {
        MessageDecoder decoder = Wire.decoder(recorder);
        decoder.decode(ByteBuffer.wrap(Wire.hex("0000000a 07 ffffffff 80000000 2a")));
        assertThat(recorder.events)
                .endsWith(new Recorder.Piece(
                        new BlockRequest(-1, Integer.MIN_VALUE, 1), ByteBuffer.wrap(Wire.hex("2a"))));
    }

    @Test
    void end_whenInsideThePayload_shouldNameTheMessage() throws ProtocolException {
        MessageDecoder decoder = Wire.decoder(recorder);
        decoder.decode(ByteBuffer.wrap(Wire.piece(BLOCK, PAYLOAD), 0, 100));
        assertThatThrownBy(decoder::end).hasMessage("the connection ended inside a piece message");
    }
}
