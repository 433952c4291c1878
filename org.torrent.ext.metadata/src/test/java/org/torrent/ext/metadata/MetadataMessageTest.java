package org.torrent.ext.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetadataMessageTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void encode_whenARequest_shouldBeTheBytesOfBep9() {
        assertThat(MetadataMessage.request(0).encode()).isEqualTo(bytes("d8:msg_typei0e5:piecei0ee"));
        assertThat(MetadataMessage.reject(3).encode()).isEqualTo(bytes("d8:msg_typei2e5:piecei3ee"));
    }

    @Test
    void encode_whenData_shouldAppendThePiece() {
        byte[] metadata = new byte[20_000];
        Arrays.fill(metadata, (byte) 'x');
        byte[] last = MetadataMessage.data(metadata, 1).encode();
        assertThat(new String(last, StandardCharsets.ISO_8859_1))
                .isEqualTo("d8:msg_typei1e5:piecei1e10:total_sizei20000ee" + "x".repeat(20_000 - 16_384));
    }

    @Test
    void parse_whenWhatWeEncode_shouldReturnIt() {
        byte[] metadata = new byte[40_000];
        new Random(1).nextBytes(metadata);
        for (int piece = 0; piece < 3; piece++) {
            MetadataMessage sent = MetadataMessage.data(metadata, piece);
            MetadataMessage read = MetadataMessage.parse(sent.encode()).orElseThrow();
            assertThat(read.payload()).isEqualTo(sent.payload());
            assertThat(read.totalBytes()).isEqualTo(40_000);
            assertThat(read.piece()).isEqualTo(piece);
        }
    }

    @Test
    void parse_whenKeysAreUnsortedOrUnknown_shouldReadIt() {
        assertThat(MetadataMessage.parse(bytes("d5:piecei4e8:msg_typei0e1:xi9ee")))
                .isPresent();
    }

    @Test
    void parse_whenOddInStyle_shouldReadIt() {
        String[] odd = {
            "d8:msg_typei1e5:piecei4e10:total_sizei-5ee",
            "d8:msg_typei1e5:piecei4e10:total_sizei999999999ee",
            "d8:msg_typei1e5:piecei4e10:total_size1:xe",
            "d8:msg_typei1e8:msg_typei0e5:piecei4e5:piecei5ee",
            "d8:msg_typei01e5:piecei04ee"
        };
        for (String body : odd) {
            MetadataMessage message = MetadataMessage.parse(bytes(body)).orElseThrow();
            assertThat(message.type()).as(body).isEqualTo(MetadataMessage.DATA);
            assertThat(message.piece()).as(body).isEqualTo(4);
            assertThat(message.totalBytes()).as(body).isZero();
        }
        assertThat(MetadataMessage.parse(bytes("d8:msg_typei0e5:piecei4eerest")))
                .isPresent();
    }

    @Test
    void parse_whenHostile_shouldReturnNothing() {
        String[] hostile = {
            "",
            "d",
            "le",
            "i1e",
            "de",
            "d8:msg_typei0ee",
            "d8:msg_typei3e5:piecei0ee",
            "d8:msg_typei-1e5:piecei0ee",
            "d8:msg_typei0e5:piecei-1ee",
            "d8:msg_typei0e5:piecei99999999999ee",
            "d8:msg_type1:05:piecei0ee",
            "d99999999:",
            "d8:msg_typei4294967296e5:piecei0ee",
            "l".repeat(17_000)
        };
        for (String body : hostile) {
            assertThat(MetadataMessage.parse(bytes(body))).as(body).isEmpty();
        }
        assertThat(MetadataMessage.parse(new byte[MetadataLimits.MESSAGE_BYTES + 1]))
                .isEmpty();
    }

    @Test
    void parse_whenRandomOrDamaged_shouldNeverThrow() {
        Random random = new Random(7);
        byte[] good = MetadataMessage.data(new byte[100], 0).encode();
        for (int i = 0; i < 20_000; i++) {
            byte[] body = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            MetadataMessage.parse(Arrays.copyOf(body, random.nextInt(body.length + 1)));
        }
    }
}
