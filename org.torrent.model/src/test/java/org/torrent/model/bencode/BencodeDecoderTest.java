package org.torrent.model.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torrent.model.bencode.Bencode.bytes;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BencodeDecoderTest {
    private static final BencodeLimits LENIENT = BencodeLimits.MESSAGE;
    private static final BencodeLimits STRICT = BencodeLimits.CANONICAL;

    @ParameterizedTest
    @CsvSource({
        "i0e, 0",
        "i-3e, -3",
        "i42e, 42",
        "i9223372036854775807e, 9223372036854775807",
        "i-9223372036854775808e, -9223372036854775808"
    })
    void decode_whenInteger_shouldGiveItsValue(String text, long value) throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes(text), STRICT)).isEqualTo(BencodeInteger.of(value));
    }

    @Test
    void decode_whenNested_shouldGiveTheTree() throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes("d1:ad1:bl0:i1eeee"), STRICT))
                .isEqualTo(Bencode.of(Map.of("a", Map.of("b", List.of("", 1)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i",
                "ie",
                "i-e",
                "i-0e",
                "i-00e",
                "i00e",
                "i01e",
                "i-01e",
                "i+1e",
                "i 1e",
                "i1",
                "i1.0e",
                "i1x",
                "i9223372036854775808e",
                "i-9223372036854775809e",
                "i9999999999999999999e",
                "i12345678901234567890e",
                "1",
                "1:",
                "2:a",
                "01:a",
                "00:",
                "-1:a",
                "a",
                "e",
                ":",
                "1a",
                "99999999999:a",
                "4294967297:a",
                "l",
                "li1e",
                "lee",
                "l1:a",
                "d",
                "d1:a",
                "d1:ae",
                "d1:ai1e",
                "di1ei1ee",
                "dlei1ee",
                "d1:ai1eee",
                "i1ei2e",
                "0:x",
                "dee",
                "d1:ai1e1:ai2ee",
                "d0:i1e0:i1ee",
                "d1:bi1e1:ai1e1:bi1ee",
                "d1:ad1:b0:1:a0:1:b0:ee",
                "\u0000",
                "\u00ff",
                " i1e",
                "i1e\n"
            })
    void decode_whenMalformed_shouldRefuseInEitherOrder(String text) {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes(text), LENIENT)).isInstanceOf(BencodeException.class);
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes(text), STRICT)).isInstanceOf(BencodeException.class);
    }

    @Test
    void decode_whenKeysAreNotSorted_shouldDependOnTheOrderAskedFor() throws BencodeException {
        byte[] unsorted = bytes("d1:bi2e1:ai1e2:aai3ee");
        assertThat(BencodeDecoder.decode(unsorted, LENIENT)).isEqualTo(Bencode.of(Map.of("a", 1, "b", 2, "aa", 3)));
        assertThatThrownBy(() -> BencodeDecoder.decode(unsorted, STRICT))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("byte 7")
                .hasMessageContaining("not sorted");
    }

    @Test
    void decode_whenKeysAreBytesAbove127_shouldOrderThemUnsigned() throws BencodeException {
        byte[] sorted = bytes("d1:\u007f0:1:\u00800:e");
        assertThat(BencodeDecoder.decode(sorted, STRICT)).isEqualTo(Bencode.of(Map.of("\u007f", "", "\u0080", "")));
    }

    @Test
    void decode_whenNestedUpToTheLimit_shouldAcceptAndOneMoreRefuse() throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes("l".repeat(100) + "e".repeat(100)), LENIENT))
                .isNotNull();
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("l".repeat(101) + "e".repeat(101)), LENIENT))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("byte 100")
                .hasMessageContaining("deeper than 100");
    }

    @Test
    void decode_whenNestedListsNeverEnd_shouldRefuse() {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("l".repeat(60_000)), LENIENT))
                .isInstanceOf(BencodeException.class);
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("d1:a".repeat(15_000)), LENIENT))
                .isInstanceOf(BencodeException.class);
    }

    @Test
    void decode_whenAShortInputClaimsAHugeString_shouldRefuseBeforeAllocating() {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("2147483647:xx"), LENIENT))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("longer than what is left");
    }

    @Test
    void decode_whenAnIntegerHasVeryManyDigits_shouldStopAtTheLimit() {
        byte[] million = bytes("i" + "1".repeat(1_000_000) + "e");
        assertThatThrownBy(() -> BencodeDecoder.decode(million, BencodeLimits.TORRENT))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("more than 19 digits");
    }

    @Test
    void decode_whenLongerThanAccepted_shouldRefuse() throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes("2:ab"), LENIENT.withMaxBytes(4)))
                .isNotNull();
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("2:ab"), LENIENT.withMaxBytes(3)))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("at most 3");
    }

    @Test
    void decode_whenThereAreMoreTokensThanAccepted_shouldRefuse() throws BencodeException {
        BencodeLimits five = new BencodeLimits(100, 100, 5, KeyOrder.ANY);
        assertThat(BencodeDecoder.decode(bytes("l0:0:0:e"), five)).isNotNull();
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("l0:0:0:0:e"), five))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("more than 5");
    }

    @Test
    void decode_whenMalformed_shouldNameTheOffset() {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("li1ei02ee"), LENIENT))
                .isInstanceOfSatisfying(BencodeException.class, e -> {
                    assertThat(e.offset()).isEqualTo(5);
                    assertThat(e).hasMessage("bencode, byte 5: a number with a leading zero");
                });
    }

    @Test
    void decodePrefix_whenAPayloadFollows_shouldGiveItsStart() throws BencodeException {
        byte[] message = bytes("xxd8:msg_typei1eePAYLOAD");
        BencodeDecoder.Prefix prefix = BencodeDecoder.decodePrefix(message, 2, LENIENT);
        assertThat(prefix.value()).isEqualTo(Bencode.of(Map.of("msg_type", 1)));
        assertThat(message[prefix.end()]).isEqualTo((byte) 'P');
    }

    @Test
    void decodePrefix_whenTheValueIsLongerThanAccepted_shouldRefuse() throws BencodeException {
        byte[] message = bytes("xxl2:abexxxxx");
        assertThat(BencodeDecoder.decodePrefix(message, 2, LENIENT.withMaxBytes(6))
                        .end())
                .isEqualTo(8);
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(message, 2, LENIENT.withMaxBytes(5)))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("longer than the 5 bytes");
    }

    @Test
    void decodePrefix_whenTheOffsetIsOutside_shouldFail() {
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(new byte[3], 4, LENIENT))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(new byte[3], -1, LENIENT))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(new byte[3], 3, LENIENT))
                .isInstanceOf(BencodeException.class);
    }
}
