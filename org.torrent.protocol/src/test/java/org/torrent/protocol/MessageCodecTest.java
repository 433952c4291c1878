package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.model.BlockRequest;

/** Every message against its wire form, in both directions. */
class MessageCodecTest {
    private static final BlockRequest BLOCK = new BlockRequest(0x01020304, 0x4000, 0x4000);
    private static final String BLOCK_HEX = "01020304 00004000 00004000";

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(new Message.KeepAlive(), "00000000"),
                Arguments.of(new Message.Choke(), "00000001 00"),
                Arguments.of(new Message.Unchoke(), "00000001 01"),
                Arguments.of(new Message.Interested(), "00000001 02"),
                Arguments.of(new Message.NotInterested(), "00000001 03"),
                Arguments.of(new Message.Have(258), "00000005 04 00000102"),
                Arguments.of(new Message.Have(-1), "00000005 04 ffffffff"),
                Arguments.of(new Message.BitfieldMessage(Wire.hex("a5f0")), "00000003 05 a5f0"),
                Arguments.of(new Message.BitfieldMessage(new byte[0]), "00000001 05"),
                Arguments.of(new Message.Request(BLOCK), "0000000d 06" + BLOCK_HEX),
                Arguments.of(new Message.Cancel(BLOCK), "0000000d 08" + BLOCK_HEX),
                Arguments.of(new Message.Port(0xfffe), "00000003 09 fffe"),
                Arguments.of(new Message.Suggest(7), "00000005 0d 00000007"),
                Arguments.of(new Message.HaveAll(), "00000001 0e"),
                Arguments.of(new Message.HaveNone(), "00000001 0f"),
                Arguments.of(new Message.Reject(BLOCK), "0000000d 10" + BLOCK_HEX),
                Arguments.of(new Message.AllowedFast(7), "00000005 11 00000007"),
                Arguments.of(new Message.Extended(0, Wire.hex("6465")), "00000004 14 00 6465"),
                Arguments.of(new Message.Extended(255, new byte[0]), "00000002 14 ff"),
                Arguments.of(new Message.Unknown(21, Wire.hex("00ff")), "00000003 15 00ff"),
                Arguments.of(new Message.Unknown(255, new byte[0]), "00000001 ff"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void encode_whenGivenAMessage_shouldGiveItsWireForm(Message message, String wire) {
        assertThat(Wire.encode(message)).isEqualTo(Wire.hex(wire));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void decode_whenGivenTheWireForm_shouldDeliverTheMessage(Message message, String wire) throws ProtocolException {
        Recorder recorder = new Recorder();
        MessageDecoder decoder = Wire.decoder(recorder);
        decoder.decode(ByteBuffer.wrap(Wire.hex(wire)));
        assertThat(recorder.events).containsExactly(Wire.HANDSHAKE, message);
        decoder.end();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void decode_whenCutAnywhere_shouldWaitForTheRest(Message message, String hex) throws ProtocolException {
        byte[] wire = Wire.hex(hex);
        for (int cut = 1; cut < wire.length; cut++) {
            Recorder recorder = new Recorder();
            MessageDecoder decoder = Wire.decoder(recorder);
            assertThat(decoder.decode(ByteBuffer.wrap(wire, 0, cut))).isEqualTo(MessageDecoder.Status.CONSUMED);
            assertThat(recorder.events).as("after %d bytes", cut).hasSize(1);
            decoder.decode(Wire.direct(wire).position(cut));
            assertThat(recorder.events).containsExactly(Wire.HANDSHAKE, message);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void end_whenCutAnywhere_shouldSayThatAMessageIsIncomplete(Message message, String hex) throws ProtocolException {
        byte[] wire = Wire.hex(hex);
        for (int cut = 1; cut < wire.length; cut++) {
            MessageDecoder decoder = Wire.decoder(new Recorder());
            decoder.decode(ByteBuffer.wrap(wire, 0, cut));
            assertThatThrownBy(decoder::end)
                    .as("%s after %d bytes", message, cut)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageStartingWith("the connection ended inside ");
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void encode_whenTheBufferIsLittleEndian_shouldGiveTheSameAndKeepTheOrder(Message message, String wire) {
        ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        MessageEncoder.encode(message, out);
        assertThat(out.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(out.flip()).isEqualTo(ByteBuffer.wrap(Wire.hex(wire)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void encode_whenOneByteIsMissing_shouldWriteNothing(Message message, String wire) {
        ByteBuffer out = ByteBuffer.allocate(Wire.hex(wire).length - 1);
        assertThatThrownBy(() -> MessageEncoder.encode(message, out)).isInstanceOf(BufferOverflowException.class);
        assertThat(out.position()).isZero();
        assertThat(out.array()).containsOnly(0);
    }

    @Test
    void pieceHeader_whenWritten_shouldCountThePayloadInItsLength() {
        ByteBuffer out = ByteBuffer.allocate(MessageEncoder.PIECE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        MessageEncoder.pieceHeader(out, 0x01020304, 0x4000, 0x4000);
        assertThat(out.array()).isEqualTo(Wire.hex("00004009 07 01020304 00004000"));
    }

    @Test
    void pieceHeader_whenOneByteIsMissing_shouldWriteNothing() {
        ByteBuffer out = ByteBuffer.allocate(MessageEncoder.PIECE_HEADER_BYTES - 1);
        assertThatThrownBy(() -> MessageEncoder.pieceHeader(out, 1, 2, 3)).isInstanceOf(BufferOverflowException.class);
        assertThat(out.position()).isZero();
    }

    @Test
    void message_whenOutOfRange_shouldNotBeMade() {
        assertThatThrownBy(() -> new Message.Port(-1)).hasMessage("port -1");
        assertThatThrownBy(() -> new Message.Port(65_536)).hasMessage("port 65536");
        assertThatThrownBy(() -> new Message.Extended(256, new byte[0])).hasMessage("extension message id 256");
        assertThatThrownBy(() -> new Message.Extended(-1, new byte[0])).hasMessage("extension message id -1");
        assertThatThrownBy(() -> new Message.Unknown(256, new byte[0])).hasMessage("message type 256");
        assertThatThrownBy(() -> new Message.Unknown(-1, new byte[0])).hasMessage("message type -1");
    }

    @Test
    void unknown_whenTheTypeIsAKnownOne_shouldNotBeMade() {
        for (int type : new int[] {0, 4, 5, 6, 7, 9, 13, 17, 20}) {
            assertThatThrownBy(() -> new Message.Unknown(type, new byte[0])).hasMessage("message type " + type);
        }
        for (int type : new int[] {10, 11, 12, 18, 19, 21, 22, 23, 255}) {
            assertThat(new Message.Unknown(type, new byte[0]).type()).isEqualTo(type);
        }
    }

    @Test
    void equals_whenBodiesDiffer_shouldTell() {
        assertThat(new Message.Extended(1, Wire.hex("00"))).isNotEqualTo(new Message.Extended(1, Wire.hex("01")));
        assertThat(new Message.Extended(1, Wire.hex("00"))).isNotEqualTo(new Message.Extended(2, Wire.hex("00")));
        assertThat(new Message.Unknown(30, Wire.hex("00"))).isNotEqualTo(new Message.Unknown(31, Wire.hex("00")));
        assertThat(new Message.BitfieldMessage(Wire.hex("00")))
                .isNotEqualTo(new Message.BitfieldMessage(Wire.hex("01")))
                .hasSameHashCodeAs(new Message.BitfieldMessage(Wire.hex("00")));
        assertThat(new Message.Extended(1, Wire.hex("00"))).hasSameHashCodeAs(new Message.Extended(1, Wire.hex("00")));
        assertThat(new Message.Unknown(30, Wire.hex("00"))).hasSameHashCodeAs(new Message.Unknown(30, Wire.hex("00")));
    }

    @Test
    void toString_whenTheBodyIsLong_shouldStayShort() {
        assertThat(new Message.BitfieldMessage(new byte[9000])).hasToString("BitfieldMessage[9000 bytes]");
        assertThat(new Message.Extended(3, new byte[9000])).hasToString("Extended[id=3, 9000 bytes]");
        assertThat(new Message.Unknown(30, new byte[9000])).hasToString("Unknown[type=30, 9000 bytes]");
    }
}
