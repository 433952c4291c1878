package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.model.bencode.Bencode;

/** Whatever the bytes, a torrent is read or refused by the declared exception, and what was read is safe to use. */
class MetainfoFuzzTest {
    private static byte[] sample() {
        Map<String, Object> link = new HashMap<>(Samples.file(0, "l/n"));
        link.put("attr", "l");
        link.put("path.utf-8", List.of("l", "n"));
        Map<String, Object> torrent = new HashMap<>();
        torrent.put("announce", Samples.TRACKER);
        torrent.put("announce-list", List.of(List.of("http://a", "http://b"), List.of("udp://c:1")));
        torrent.put("comment", "c");
        torrent.put("creation date", 1);
        torrent.put("url-list", List.of("http://w"));
        Map<String, Object> info = Samples.multiInfo(
                List.of(Samples.file(10, "a/b.txt"), Samples.file(10, "a/b.txt"), Samples.file(3, "CON"), link));
        info.put("meta version", 2);
        info.put("private", 1);
        torrent.put("info", info);
        return Bencode.encode(torrent);
    }

    @Test
    void parse_whenCutOffAnywhere_shouldRefuse() throws MetainfoException {
        byte[] whole = sample();
        assertThat(MetainfoParser.parse(whole).files()).hasSize(4);
        for (int length = 0; length < whole.length; length++) {
            assertThat(accepts(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void parse_whenAnyByteIsChanged_shouldAcceptOrRefuseAndNothingElse() {
        byte[] whole = sample();
        int accepted = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, '0', '1', '9', ':', 'd', 'e', 'i', 'l', '-', '.', '/', 255}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                accepted += accepts(changed) ? 1 : 0;
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void parse_whenPartsAreMixed_shouldAcceptOrRefuseAndNothingElse() {
        byte[] whole = sample();
        Random random = new Random(17);
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] mixed = whole.clone();
            int length = random.nextInt(20);
            int from = random.nextInt(whole.length - length);
            int to = random.nextInt(whole.length - length);
            System.arraycopy(whole, from, mixed, to, length);
            refused += accepts(mixed) ? 0 : 1;
        }
        assertThat(refused).isBetween(1_000, 19_999);
    }

    private static boolean accepts(byte[] bytes) {
        try {
            Metainfo torrent = MetainfoParser.parse(bytes);
            assertUsable(torrent);
            return true;
        } catch (MetainfoException expected) {
            assertThat(expected.getMessage()).isNotBlank().doesNotContain("\n");
            return false;
        }
    }

    private static void assertUsable(Metainfo torrent) {
        long offset = 0;
        for (FileEntry file : torrent.files()) {
            assertThat(file.offset()).isEqualTo(offset);
            assertThat(file.path()).isNotEmpty().doesNotContain("", ".", "..");
            assertThat(file.path()).noneMatch(name -> name.contains("/") || name.contains("\\"));
            offset = file.end();
        }
        assertThat(offset).isEqualTo(torrent.layout().totalBytes());
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) {
            assertThat(torrent.verifier().matches(piece, ((Sha1Pieces) torrent.verifier()).hash(piece)))
                    .isTrue();
        }
    }
}
