package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrent.ext.pex.Endpoints.at;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PexMessageTest {
    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void encode_whenParsed_shouldBeTheSame() {
        PexMessage message = new PexMessage(
                List.of(new PexPeer(at("192.0.2.1", 6881), 0x12), new PexPeer(at("2001:db8::1", 65_535), 0xff)),
                List.of(at("192.0.2.2", 1), at("2001:db8::2", 2)),
                0);
        assertThat(PexMessage.parse(message.encode())).contains(message);
    }

    @Test
    void encode_shouldBeAsBep11SaysWithEveryKey() {
        PexMessage message = new PexMessage(List.of(new PexPeer(at("1.2.3.4", 0x0506), 2)), List.of(), 0);
        assertThat(message.encode())
                .isEqualTo(latin(
                        "d5:added6:\1\2\3\4\5\6" + "7:added.f1:\2" + "6:added60:8:added6.f0:7:dropped0:8:dropped60:e"));
    }

    @Test
    void parse_whenKeysAreMissing_shouldReadTheOthers() {
        assertThat(PexMessage.parse(latin("de"))).contains(new PexMessage(List.of(), List.of(), 0));
        assertThat(PexMessage.parse(latin("d7:dropped6:\1\2\3\4\5\6e")))
                .contains(new PexMessage(List.of(), List.of(at("1.2.3.4", 0x0506)), 0));
    }

    @Test
    void parse_whenFlagsAreMissingOrTooMany_shouldCountThemAsNone() {
        String endpoints = "5:added12:\1\2\3\4\5\6\1\2\3\5\5\6";
        assertThat(PexMessage.parse(latin("d" + endpoints + "7:added.f1:\2e"))
                        .orElseThrow()
                        .added())
                .containsExactly(new PexPeer(at("1.2.3.4", 0x0506), 2), new PexPeer(at("1.2.3.5", 0x0506), 0));
        assertThat(PexMessage.parse(latin("d" + endpoints + "7:added.f4:\1\2\3\4e"))
                        .orElseThrow()
                        .added())
                .extracting(PexPeer::flags)
                .containsExactly(1, 2);
    }

    @Test
    void parse_whenAListIsCut_shouldTakeWholeEntriesAndCountTheRest() {
        PexMessage message = PexMessage.parse(latin("d5:added8:\1\2\3\4\5\6\1\2" + "6:added63:abce"))
                .orElseThrow();
        assertThat(message.added()).containsExactly(new PexPeer(at("1.2.3.4", 0x0506), 0));
        assertThat(message.leftOut()).isEqualTo(2);
    }

    @Test
    void parse_whenAValueIsOfAnotherType_shouldCountItAsMissing() {
        assertThat(PexMessage.parse(latin("d5:addedi7e7:added.fle7:dropped6:\1\2\3\4\5\6e"))
                        .orElseThrow()
                        .dropped())
                .hasSize(1);
    }

    @Test
    void parse_whenThereAreTooMany_shouldTakeSomeAndCountTheRest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(latin("d5:added" + 6 * 1_000 + ":"));
        for (int i = 0; i < 1_000; i++) {
            bytes.writeBytes(new byte[] {1, 2, (byte) (i >> 8), (byte) i, 1, 1});
        }
        bytes.write('e');
        PexMessage message = PexMessage.parse(bytes.toByteArray()).orElseThrow();
        assertThat(message.added()).hasSize(PexLimits.TAKEN_PEERS);
        assertThat(message.leftOut()).isEqualTo(1_000 - PexLimits.TAKEN_PEERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "le", "i1e", "5:added", "d5:added99:", "d5:added-1:e", "e"})
    void parse_whenNoDictionary_shouldBeNothing(String text) {
        assertThat(PexMessage.parse(latin(text))).isEmpty();
    }

    @Test
    void parse_whenTooLong_shouldBeNothing() {
        byte[] body = new byte[PexLimits.MESSAGE_BYTES + 1];
        body[0] = 'd';
        body[1] = 'e'; // what is behind it does not matter otherwise
        assertThat(PexMessage.parse(body)).isEmpty();
        assertThat(PexMessage.parse(java.util.Arrays.copyOf(body, PexLimits.MESSAGE_BYTES)))
                .isPresent();
    }

    @Test
    void parse_whenBytesAreFlipped_shouldStayWithinItsBounds() {
        Random random = new Random(11);
        byte[] sound = new PexMessage(
                        List.of(new PexPeer(at("192.0.2.1", 1), 1), new PexPeer(at("2001:db8::1", 2), 2)),
                        List.of(at("192.0.2.2", 1)),
                        0)
                .encode();
        for (int run = 0; run < 20_000; run++) {
            byte[] body = sound.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            PexMessage.parse(body)
                    .ifPresent(message -> assertThat(message.added().size()).isLessThanOrEqualTo(sound.length / 6));
        }
    }
}
