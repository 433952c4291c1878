package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and at which byte. */
class MessageDecoderTest {
    private final Recorder recorder = new Recorder();
    private MessageDecoder decoder;

    @BeforeEach
    void pastTheHandshake() throws ProtocolException {
        decoder = Wire.decoder(recorder);
        recorder.events.clear();
    }

    private void assertRefused(String hex, String message) {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(Wire.hex(hex))))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
        assertThat(recorder.events).isEmpty();
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.allocate(4))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "00000002 00, choke message of 2 bytes, expected 1",
        "00000005 01, unchoke message of 5 bytes, expected 1",
        "00000002 02, interested message of 2 bytes, expected 1",
        "00000002 03, not interested message of 2 bytes, expected 1",
        "00000001 04, have message of 1 bytes, expected 5",
        "00000006 04, have message of 6 bytes, expected 5",
        "0000000c 06, request message of 12 bytes, expected 13",
        "0000000e 06, request message of 14 bytes, expected 13",
        "00000001 08, cancel message of 1 bytes, expected 13",
        "00000005 09, port message of 5 bytes, expected 3",
        "00000001 0d, suggest message of 1 bytes, expected 5",
        "00000002 0e, have all message of 2 bytes, expected 1",
        "00000002 0f, have none message of 2 bytes, expected 1",
        "0000000c 10, reject message of 12 bytes, expected 13",
        "00000001 11, allowed fast message of 1 bytes, expected 5",
        "00000001 14, extended message of 1 bytes, expected 2 to 1048585",
        "00000001 07, piece message of 1 bytes, expected 10 to 131081",
        "00000009 07, piece message of 9 bytes, expected 10 to 131081",
        "0002000a 07, piece message of 131082 bytes, expected 10 to 131081",
        "00040002 05, bitfield message of 262146 bytes, expected 1 to 262145",
    })
    void decode_whenTheLengthDoesNotFitTheType_shouldRefuseAtTheType(String hex, String what, String expected) {
        assertRefused(hex, what + ", " + expected);
    }

    @ParameterizedTest
    @CsvSource({"0010000a, 1048586", "7fffffff, 2147483647", "80000000, 2147483648", "ffffffff, 4294967295"})
    void decode_whenTheLengthIsBeyondTheLimit_shouldRefuseAtTheLength(String hex, String length) {
        assertRefused(hex, "message of " + length + " bytes, at most 1048585 are allowed");
    }

    @Test
    void decode_whenMalformedInTheMiddle_shouldDeliverWhatCameBefore() {
        byte[] input = Wire.concat(Wire.encode(new Message.Have(3)), Wire.hex("00000002 00"));
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(input))).isInstanceOf(ProtocolException.class);
        assertThat(recorder.events).containsExactly(new Message.Have(3));
    }

    @Test
    void decode_whenABitfieldIsAsLargeAsAllowed_shouldDeliverIt() throws ProtocolException {
        Message bitfield = new Message.BitfieldMessage(new byte[262_144]);
        decoder.decode(ByteBuffer.wrap(Wire.encode(bitfield)));
        assertThat(recorder.events).containsExactly(bitfield);
    }

    @Test
    void decode_whenAnUnknownMessageIsAsLargeAsAllowed_shouldDeliverIt() throws ProtocolException {
        Message unknown =
                new Message.Unknown(99, new byte[ProtocolLimits.defaults().maxMessageBytes() - 1]);
        decoder.decode(Wire.direct(Wire.encode(unknown)));
        assertThat(recorder.events).containsExactly(unknown);
    }

    @Test
    void decode_whenBodiesFollowEachOther_shouldNotShareTheirBytes() throws ProtocolException {
        Message first = new Message.Unknown(99, Wire.hex("010203"));
        Message second = new Message.Unknown(99, Wire.hex("040506"));
        decoder.decode(ByteBuffer.wrap(Wire.concat(Wire.encode(first), Wire.encode(second))));
        assertThat(recorder.events).containsExactly(first, second);
    }

    @Test
    void decode_whenTheInputIsReadOnlyOrLittleEndian_shouldNotMatter() throws ProtocolException {
        ByteBuffer input = ByteBuffer.wrap(Wire.encode(new Message.Have(258))).asReadOnlyBuffer();
        decoder.decode(input.order(ByteOrder.LITTLE_ENDIAN));
        assertThat(recorder.events).containsExactly(new Message.Have(258));
        assertThat(input.hasRemaining()).isFalse();
    }

    @Test
    void decode_whenTheInputIsEmpty_shouldConsumeIt() throws ProtocolException {
        assertThat(decoder.decode(ByteBuffer.allocate(0))).isEqualTo(MessageDecoder.Status.CONSUMED);
        decoder.end();
    }

    @Test
    void end_whenRefusedBefore_shouldStayQuiet() throws ProtocolException {
        assertRefused("ffffffff", "message of 4294967295 bytes, at most 1048585 are allowed");
        decoder.end();
    }

    @Test
    void decode_whenTheHandlerThrows_shouldGoOnBehindThatMessage() throws ProtocolException {
        Recorder broken = new Recorder() {
            @Override
            public void onMessage(Message message) {
                super.onMessage(message);
                if (message instanceof Message.Choke) {
                    throw new IllegalStateException("handler");
                }
            }
        };
        decoder = Wire.decoder(broken);
        ByteBuffer input =
                ByteBuffer.wrap(Wire.concat(Wire.encode(new Message.Choke()), Wire.encode(new Message.Unchoke())));
        assertThatThrownBy(() -> decoder.decode(input)).hasMessage("handler");
        decoder.decode(input);
        assertThat(broken.events).containsExactly(Wire.HANDSHAKE, new Message.Choke(), new Message.Unchoke());
    }
}
