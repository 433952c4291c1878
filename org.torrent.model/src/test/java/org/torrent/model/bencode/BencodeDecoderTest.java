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
    private static final BencodeLimits LIMITS = BencodeLimits.MESSAGE;

    @ParameterizedTest
    @CsvSource({
        "i0e, 0",
        "i-3e, -3",
        "i42e, 42",
        "i9223372036854775807e, 9223372036854775807",
        "i-9223372036854775808e, -9223372036854775808",
        "i007e, 7",
        "i-007e, -7",
        "i00e, 0",
        "i-0e, 0",
        "i9223372036854775808e, 9223372036854775807",
        "i-9223372036854775809e, -9223372036854775808",
        "i18446744073709551617e, 9223372036854775807",
        "i99999999999999999999999999e, 9223372036854775807",
        "i-99999999999999999999999999e, -9223372036854775808",
        "i00000000000000000000000000000000012e, 12"
    })
    void decode_whenInteger_shouldGiveItsValue(String text, long value) throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes(text), LIMITS)).isEqualTo(BencodeInteger.of(value));
    }

    @Test
    void decode_whenNested_shouldGiveTheTree() throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes("d1:ad1:bl0:i1eeee"), LIMITS))
                .isEqualTo(Bencode.of(Map.of("a", Map.of("b", List.of("", 1)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i",
                "ie",
                "i-e",
                "i+1e",
                "i 1e",
                "i1",
                "i1.0e",
                "i1x",
                "1",
                "1:",
                "2:a",
                "-1:a",
                "a",
                "e",
                ":",
                "1a",
                "99999999999:a",
                "9223372036854775808:a",
                "9223372036854775809:a",
                "18446744073709551617:a",
                "4294967297:a",
                "l",
                "li1e",
                "l1:a",
                "d",
                "d1:a",
                "d1:ae",
                "d1:ai1e",
                "di1ei1ee",
                "dlei1ee",
                "\u0000",
                "\u00ff",
                " i1e"
            })
    void decode_whenMalformed_shouldRefuse(String text) {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes(text), LIMITS)).isInstanceOf(BencodeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "d1:bi2e1:ai1e2:aai3ee",
        "d01:ai1e0001:bi002e2:aai3ee",
        "d1:ai1e1:bi2e2:aai3eetrailing",
        "d1:ai1e1:ai9e1:bi2e2:aai3ee",
        "d1:bi2e1:ai1e1:bl1:xe2:aai3e1:bd1:ai1eee"
    })
    void decode_whenOddInStyleOnly_shouldReadItAndCountTheFirstOfEqualKeys(String text) throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes(text), LIMITS)).isEqualTo(Bencode.of(Map.of("a", 1, "b", 2, "aa", 3)));
    }

    @Test
    void decode_whenKeysAreBytesAbove127_shouldOrderThemUnsigned() throws BencodeException {
        byte[] sorted = bytes("d1:\u007f0:1:\u00800:e");
        assertThat(BencodeDecoder.decode(sorted, LIMITS)).isEqualTo(Bencode.of(Map.of("\u007f", "", "\u0080", "")));
    }

    @Test
    void decode_whenNestedUpToTheLimit_shouldAcceptAndOneMoreRefuse() throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes("l".repeat(100) + "e".repeat(100)), LIMITS))
                .isNotNull();
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("l".repeat(101) + "e".repeat(101)), LIMITS))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("byte 100")
                .hasMessageContaining("deeper than 100");
    }

    @Test
    void decode_whenNestedListsNeverEnd_shouldRefuse() {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("l".repeat(60_000)), LIMITS))
                .isInstanceOf(BencodeException.class);
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("d1:a".repeat(15_000)), LIMITS))
                .isInstanceOf(BencodeException.class);
    }

    @Test
    void decode_whenAShortInputClaimsAHugeString_shouldRefuseBeforeAllocating() {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("2147483647:xx"), LIMITS))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("longer than what is left");
    }

    @Test
    void decode_whenAnIntegerHasVeryManyDigits_shouldCountItAsTheLargest() throws BencodeException {
        byte[] million = bytes("i" + "1".repeat(1_000_000) + "e");
        assertThat(BencodeDecoder.decode(million, BencodeLimits.TORRENT)).isEqualTo(BencodeInteger.of(Long.MAX_VALUE));
    }

    @Test
    void decode_whenLongerThanAccepted_shouldRefuse() throws BencodeException {
        assertThat(BencodeDecoder.decode(bytes("2:ab"), LIMITS.withMaxBytes(4))).isNotNull();
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("2:ab"), LIMITS.withMaxBytes(3)))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("longer than the 3 bytes");
    }

    @Test
    void decode_whenThereAreMoreTokensThanAccepted_shouldRefuse() throws BencodeException {
        BencodeLimits five = new BencodeLimits(100, 100, 5);
        assertThat(BencodeDecoder.decode(bytes("l0:0:0:e"), five)).isNotNull();
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("l0:0:0:0:e"), five))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("more than 5");
    }

    @Test
    void decode_whenMalformed_shouldNameTheOffset() {
        assertThatThrownBy(() -> BencodeDecoder.decode(bytes("li1ei-ee"), LIMITS))
                .isInstanceOfSatisfying(BencodeException.class, e -> {
                    assertThat(e.offset()).isEqualTo(6);
                    assertThat(e).hasMessage("bencode, byte 6: a digit is missing");
                });
    }

    @Test
    void decodePrefix_whenAPayloadFollows_shouldGiveItsStart() throws BencodeException {
        byte[] message = bytes("xxd8:msg_typei1eePAYLOAD");
        BencodeDecoder.Prefix prefix = BencodeDecoder.decodePrefix(message, 2, LIMITS);
        assertThat(prefix.value()).isEqualTo(Bencode.of(Map.of("msg_type", 1)));
        assertThat(message[prefix.end()]).isEqualTo((byte) 'P');
    }

    @Test
    void decodePrefix_whenTheValueIsLongerThanAccepted_shouldRefuse() throws BencodeException {
        byte[] message = bytes("xxl2:abexxxxx");
        assertThat(BencodeDecoder.decodePrefix(message, 2, LIMITS.withMaxBytes(6))
                        .end())
                .isEqualTo(8);
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(message, 2, LIMITS.withMaxBytes(5)))
                .isInstanceOf(BencodeException.class)
                .hasMessageContaining("longer than the 5 bytes");
    }

    @Test
    void decodePrefix_whenTheOffsetIsOutside_shouldFail() {
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(new byte[3], 4, LIMITS))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(new byte[3], -1, LIMITS))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BencodeDecoder.decodePrefix(new byte[3], 3, LIMITS))
                .isInstanceOf(BencodeException.class);
    }
}
