package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static final byte[] WIRE = Wire.hex("13 426974546f7272656e742070726f746f636f6c 0000000000100004"
            + " 000102030405060708090a0b0c0d0e0f10111213 2d5454303130302d6162636465666768696a6b6c");

    private final Recorder recorder = new Recorder();
    private final MessageDecoder decoder = new MessageDecoder(ProtocolLimits.defaults(), recorder);

    @Test
    void encode_whenCalled_shouldGiveTheWireForm() {
        assertThat(Wire.HANDSHAKE.encode()).isEqualTo(WIRE).hasSize(Handshake.LENGTH);
    }

    @Test
    void decode_whenComplete_shouldDeliverIt() throws ProtocolException {
        assertThat(decoder.decode(ByteBuffer.wrap(WIRE))).isEqualTo(MessageDecoder.Status.CONSUMED);
        assertThat(recorder.events).containsExactly(Wire.HANDSHAKE);
    }

    @Test
    void decode_whenSplitAnywhere_shouldDeliverItAtTheLastByte() throws ProtocolException {
        for (int split = 0; split < WIRE.length; split++) {
            Recorder seen = new Recorder();
            MessageDecoder each = new MessageDecoder(ProtocolLimits.defaults(), seen);
            each.decode(ByteBuffer.wrap(WIRE, 0, split));
            assertThat(seen.events).as("after %d bytes", split).isEmpty();
            each.decode(ByteBuffer.wrap(WIRE, split, WIRE.length - split));
            assertThat(seen.events).containsExactly(Wire.HANDSHAKE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 12, 19})
    void decode_whenAByteOfThePrefixDiffers_shouldRefuseAtThatByte(int wrong) throws ProtocolException {
        byte[] wire = Arrays.copyOf(WIRE, wrong + 1);
        wire[wrong] ^= 0x20;
        decoder.decode(ByteBuffer.wrap(wire, 0, wrong));
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(wire, wrong, 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("handshake: byte " + wrong + " is 0x")
                .hasMessageNotContaining("\n");
    }

    @Test
    void decode_whenHttpComes_shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap("GET / HTTP/1.1".getBytes())))
                .hasMessage("handshake: byte 0 is 0x47, expected 0x13: not the BitTorrent protocol");
    }

    @Test
    void decode_whenRefusedBefore_shouldGoOnRefusing() {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[1]))).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(WIRE)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("input after malformed input");
        assertThat(recorder.events).isEmpty();
    }

    @Test
    void end_whenInsideTheHandshake_shouldSayHowFarItCame() throws ProtocolException {
        decoder.decode(ByteBuffer.wrap(WIRE, 0, 48));
        assertThatThrownBy(decoder::end).hasMessage("the connection ended after 48 bytes of the handshake");
    }

    @Test
    void supports_whenBitsAreSetOrNot_shouldTellEach() {
        Handshake none = new Handshake(0, Wire.HANDSHAKE.infoHash(), Wire.HANDSHAKE.peerId());
        Handshake dht = new Handshake(Handshake.DHT, none.infoHash(), none.peerId());
        assertThat(Wire.HANDSHAKE.supportsExtended()).isTrue();
        assertThat(Wire.HANDSHAKE.supportsFast()).isTrue();
        assertThat(Wire.HANDSHAKE.supportsDht()).isFalse();
        assertThat(dht.supportsDht()).isTrue();
        assertThat(none.supportsExtended() || none.supportsFast() || dht.supportsFast())
                .isFalse();
        assertThat(dht.encode()[27]).isEqualTo((byte) 1);
    }
}
