package org.torrent.model.bencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BencodeFuzzTest {
    private static final String ALPHABET = "0123456789:ideld-1";

    @Test
    void decode_whenEncodedByUs_shouldGiveTheSameValue() throws BencodeException {
        for (int seed = 0; seed < 2_000; seed++) {
            BencodeValue value = new RandomValues(seed).next(4);
            byte[] bytes = BencodeEncoder.encode(value);
            assertThat(BencodeDecoder.decode(bytes, BencodeLimits.CANONICAL))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    @Test
    void encode_whenDecodedStrictly_shouldGiveTheSameBytes() {
        Random random = new Random(1);
        int accepted = 0;
        for (int run = 0; run < 200_000; run++) {
            byte[] bytes = new byte[random.nextInt(10)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            }
            try {
                BencodeValue value = BencodeDecoder.decode(bytes, BencodeLimits.CANONICAL);
                assertThat(BencodeEncoder.encode(value)).isEqualTo(bytes);
                accepted++;
            } catch (BencodeException expected) {
                assertThat(expected.offset()).isBetween(0, bytes.length);
            }
        }
        assertThat(accepted).isGreaterThan(500);
    }

    @Test
    void decode_whenCutOffAnywhere_shouldRefuse() {
        for (int seed = 0; seed < 200; seed++) {
            byte[] whole = BencodeEncoder.encode(new RandomValues(seed).next(4));
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThat(accepts(cut)).as("seed %d, %d bytes", seed, length).isFalse();
            }
        }
    }

    @Test
    void decode_whenBytesAreChanged_shouldAcceptOrRefuseAndNothingElse() {
        Random random = new Random(3);
        int refused = 0;
        for (int seed = 0; seed < 5_000; seed++) {
            byte[] bytes = BencodeEncoder.encode(new RandomValues(seed).next(4));
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            refused += accepts(bytes) ? 0 : 1;
        }
        assertThat(refused).isBetween(1, 4_999);
    }

    private static boolean accepts(byte[] bytes) {
        try {
            BencodeDecoder.decode(bytes, BencodeLimits.MESSAGE);
            return true;
        } catch (BencodeException expected) {
            return false;
        }
    }
}
