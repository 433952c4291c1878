package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

class ExtendedHandshakeTest {
    private static ExtendedHandshake parse(Map<String, BencodeValue> entries) {
        return ExtendedHandshake.parse(BencodeDictionary.of(entries));
    }

    private static ExtendedHandshake parseExtensions(Map<String, BencodeValue> entries) {
        return parse(Map.of("m", BencodeDictionary.of(entries)));
    }

    private static BencodeInteger number(long value) {
        return BencodeInteger.of(value);
    }

    @Test
    void parse_whenEverythingIsThere_shouldReadIt() throws Exception {
        BencodeDictionary dictionary = BencodeDictionary.of(Map.of(
                "m", BencodeDictionary.of(Map.of("ut_metadata", number(3), "ut_pex", number(1))),
                "p", number(6881),
                "v", BencodeString.of("\u00b5Torrent 1.2"),
                "reqq", number(250),
                "yourip", BencodeString.of(new byte[] {10, 0, 0, 1}),
                "metadata_size", number(31_235),
                "upload_only", number(1)));
        ExtendedHandshake handshake = ExtendedHandshake.parse(dictionary);
        assertThat(handshake.extensions()).containsExactly(Map.entry("ut_metadata", 3), Map.entry("ut_pex", 1));
        assertThat(handshake.ignoredExtensions()).isZero();
        assertThat(handshake.listenPort()).hasValue(6881);
        assertThat(handshake.client()).hasValue("\u00b5Torrent 1.2");
        assertThat(handshake.requestQueue()).hasValue(250);
        assertThat(handshake.yourAddress()).hasValue(InetAddress.getByName("10.0.0.1"));
        assertThat(handshake.metadataBytes()).hasValue(31_235);
        assertThat(handshake.uploadOnly()).hasValue(true);
        assertThat(handshake.dictionary()).isSameAs(dictionary);
    }

    @Test
    void parse_whenNothingIsThere_shouldBeEmpty() {
        ExtendedHandshake handshake = ExtendedHandshake.parse(BencodeDictionary.empty());
        assertThat(handshake.extensions()).isEmpty();
        assertThat(handshake.ignoredExtensions()).isZero();
        assertThat(handshake.listenPort()).isEmpty();
        assertThat(handshake.client()).isEmpty();
        assertThat(handshake.requestQueue()).isEmpty();
        assertThat(handshake.yourAddress()).isEmpty();
        assertThat(handshake.metadataBytes()).isEmpty();
        assertThat(handshake.uploadOnly()).isEmpty();
    }

    @Test
    void parse_whenEverythingIsOfTheWrongKind_shouldBeEmpty() {
        BencodeValue wrong = BencodeList.of(number(1));
        ExtendedHandshake handshake = parse(Map.of(
                "m",
                wrong,
                "p",
                wrong,
                "v",
                number(1),
                "reqq",
                wrong,
                "yourip",
                number(1),
                "metadata_size",
                wrong,
                "upload_only",
                wrong));
        assertThat(handshake.extensions()).isEmpty();
        assertThat(handshake.listenPort()).isEmpty();
        assertThat(handshake.client()).isEmpty();
        assertThat(handshake.requestQueue()).isEmpty();
        assertThat(handshake.yourAddress()).isEmpty();
        assertThat(handshake.metadataBytes()).isEmpty();
        assertThat(handshake.uploadOnly()).isEmpty();
    }

    @Test
    void parse_whenIdsAreBad_shouldCountThemAndKeepTheOthers() {
        ExtendedHandshake handshake = parseExtensions(Map.of(
                "a", number(256),
                "b", number(-1),
                "c", BencodeString.of("7"),
                "d", number(Long.MIN_VALUE),
                "e", number(255),
                "f", number(0),
                "", number(9)));
        assertThat(handshake.extensions()).containsExactly(Map.entry("e", 255), Map.entry("f", 0));
        assertThat(handshake.ignoredExtensions()).isEqualTo(5);
    }

    @Test
    void parse_whenTwoNamesHaveOneId_shouldGiveItToTheFirstInWireOrder() {
        ExtendedHandshake handshake =
                parseExtensions(Map.of("b", number(4), "a", number(4), "c", number(0), "d", number(0)));
        assertThat(handshake.extensions()).containsExactly(Map.entry("a", 4), Map.entry("c", 0), Map.entry("d", 0));
        assertThat(handshake.ignoredExtensions()).isEqualTo(1);
    }

    @Test
    void parse_whenThereAreTooManyOrTooLongNames_shouldCountTheRest() {
        Map<String, BencodeValue> many = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("name" + i, number(0));
        }
        many.put("a".repeat(129), number(1));
        ExtendedHandshake handshake = parseExtensions(many);
        assertThat(handshake.extensions()).hasSize(255);
        assertThat(handshake.ignoredExtensions()).isEqualTo(1001 - 255);
    }

    @Test
    void parse_whenNumbersAreOutOfRange_shouldLeaveThemOut() {
        ExtendedHandshake low =
                parse(Map.of("p", number(0), "reqq", number(0), "metadata_size", number(0), "upload_only", number(0)));
        assertThat(low.listenPort()).isEmpty();
        assertThat(low.requestQueue()).isEmpty();
        assertThat(low.metadataBytes()).isEmpty();
        assertThat(low.uploadOnly()).hasValue(false);
        ExtendedHandshake high =
                parse(Map.of("p", number(65_536), "reqq", number(Long.MAX_VALUE), "metadata_size", number(31_500_001)));
        assertThat(high.listenPort()).isEmpty();
        assertThat(high.requestQueue()).hasValue(2_000);
        assertThat(high.metadataBytes()).isEmpty();
    }

    @Test
    void parse_whenTheClientNameIsLong_shouldCutIt() {
        ExtendedHandshake handshake = parse(Map.of("v", BencodeString.of("x".repeat(10_000))));
        assertThat(handshake.client().orElseThrow()).hasSize(256);
    }

    @Test
    void parse_whenTheClientNameHoldsControls_shouldReplaceThem() {
        ExtendedHandshake handshake = parse(Map.of("v", BencodeString.of("a\u001b[31m\n\u202eb\u2028 \ud83c\udf00")));
        assertThat(handshake.client()).hasValue("a\ufffd[31m\ufffd\ufffdb\ufffd \ud83c\udf00");
    }

    @Test
    void parse_whenYourIpHasAnotherLength_shouldLeaveItOut() throws Exception {
        assertThat(parse(Map.of("yourip", BencodeString.of(new byte[5]))).yourAddress())
                .isEmpty();
        assertThat(parse(Map.of("yourip", BencodeString.of(new byte[0]))).yourAddress())
                .isEmpty();
        assertThat(parse(Map.of("yourip", BencodeString.of(new byte[16]))).yourAddress())
                .hasValue(InetAddress.getByName("::"));
    }
}
