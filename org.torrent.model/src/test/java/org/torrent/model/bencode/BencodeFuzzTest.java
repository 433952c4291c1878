package org.torrent.model.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BencodeFuzzTest {
    private static final String ALPHABET = "0123456789:ideld-1";

    @Test
    void decode_whenEncodedByUs_shouldGiveTheSameValue() throws BencodeException {
        for (int seed = 0; seed < 2_000; seed++) {
            BencodeValue value = new RandomValues(seed).next(4);
            byte[] bytes = BencodeEncoder.encode(value);
            assertThat(BencodeDecoder.decode(bytes, BencodeLimits.MESSAGE))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    @Test
    void decode_whateverTheBytes_shouldAgreeWithTheReferenceAndGoOnInCanonicalForm() throws BencodeException {
        Random random = new Random(1);
        int accepted = 0;
        for (int run = 0; run < 300_000; run++) {
            byte[] bytes = run % 2 == 0 ? ofAlphabet(random) : OddStyle.of(random);
            BencodeDecoder.Prefix expected = PlainReader.read(bytes);
            try {
                BencodeDecoder.Prefix read = BencodeDecoder.decodePrefix(bytes, 0, BencodeLimits.MESSAGE);
                assertThat(read).as(text(bytes)).isEqualTo(expected);
                byte[] canonical = BencodeEncoder.encode(read.value());
                assertThat(canonical.length).isLessThanOrEqualTo(read.end());
                assertThat(BencodeDecoder.decode(canonical, BencodeLimits.MESSAGE))
                        .isEqualTo(read.value());
                accepted++;
            } catch (BencodeException e) {
                assertThat(expected).as(text(bytes)).isNull();
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
        assertThat(accepted).isGreaterThan(50_000);
    }

    @Test
    void nextKey_whateverTheBytes_shouldAgreeWithTheTree() {
        Random random = new Random(2);
        int compared = 0;
        for (int run = 0; run < 100_000; run++) {
            byte[] bytes = OddStyle.of(random);
            try {
                BencodeValue tree = BencodeDecoder.decode(bytes, BencodeLimits.MESSAGE);
                if (tree instanceof BencodeDictionary dictionary) {
                    assertThat(walk(bytes)).as(text(bytes)).isEqualTo(wanted(dictionary));
                    compared++;
                }
            } catch (BencodeException e) {
                assertThatThrownBy(() -> walk(bytes)).as(text(bytes)).isInstanceOf(BencodeException.class);
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    private static Map<String, BencodeValue> walk(byte[] bytes) throws BencodeException {
        BencodeTokens tokens = BencodeTokens.of(bytes, BencodeLimits.MESSAGE);
        Map<String, BencodeValue> found = new HashMap<>();
        if (tokens.next() != TokenKind.DICTIONARY) {
            tokens.skip();
            return found;
        }
        DictionaryWalk walk = new DictionaryWalk(tokens, "a", "b");
        walk.open();
        for (String key = walk.nextKey(); key != null; key = walk.nextKey()) {
            tokens.next();
            int start = tokens.start();
            tokens.skip();
            byte[] value = Arrays.copyOfRange(bytes, start, tokens.end());
            found.put(key, BencodeDecoder.decode(value, BencodeLimits.MESSAGE));
        }
        return found;
    }

    private static Map<String, BencodeValue> wanted(BencodeDictionary dictionary) {
        Map<String, BencodeValue> wanted = new HashMap<>(dictionary.entries());
        wanted.keySet().retainAll(Set.of("a", "b"));
        return wanted;
    }

    private static byte[] ofAlphabet(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
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
