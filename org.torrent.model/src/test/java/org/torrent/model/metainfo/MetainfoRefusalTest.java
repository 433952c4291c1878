package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.Limits;
import org.torrent.model.bencode.Bencode;

class MetainfoRefusalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<!DOCTYPE html>",
                "i1e",
                "le",
                "de",
                "d4:infoi1ee",
                "d4:info0:e",
                "d4:infodee",
                "d4:info"
            })
    void parse_whenNotATorrent_shouldRefuseInOneLine(String text) {
        assertRefused(() -> MetainfoParser.parse(Bencode.bytes(text)), "");
    }

    @Test
    void parse_whenAKeyIsMissingOrOfTheWrongKind_shouldNameIt() {
        for (String key : List.of("length", "piece length", "pieces")) {
            Map<String, Object> missing = Samples.singleInfo();
            missing.remove(key);
            assertRefused(missing, key.substring(0, 4));
            for (Object wrong : List.of(List.of(), Map.of(), key.contains("length") ? "12" : 12)) {
                Map<String, Object> info = Samples.singleInfo();
                info.put(key, wrong);
                assertRefused(info, key.substring(0, 4));
            }
        }
    }

    @Test
    void parse_whenThePieceLengthIsOutOfRange_shouldRefuse() {
        for (long bad : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Limits.PIECE_BYTES + 1L}) {
            Map<String, Object> info = Samples.singleInfo();
            info.put("piece length", bad);
            assertRefused(info, "piece length");
        }
    }

    @Test
    void parse_whenTheNumberOfHashesDoesNotFit_shouldRefuse() {
        for (int bytes : new int[] {0, 19, 60, 79, 81, 100}) {
            Map<String, Object> info = Samples.singleInfo();
            info.put("pieces", new byte[bytes]);
            assertRefused(info, "piece");
        }
    }

    @Test
    void parse_whenLengthsAreNegativeOrOverflow_shouldRefuse() {
        Map<String, Object> info = Samples.singleInfo();
        for (long bad : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Limits.TOTAL_BYTES + 1}) {
            info.put("length", bad);
            assertRefused(info, "");
            assertRefused(Samples.multiInfo(List.of(Samples.file(bad, "a"))), "");
        }
        Object half = Samples.file(Long.MAX_VALUE / 2 + 1, "a");
        assertRefused(Samples.multiInfo(List.of(half, half, half)), "together");
    }

    @Test
    void parse_whenThereAreTooManyPieces_shouldRefuse() {
        Map<String, Object> info = Samples.singleInfo();
        info.put("piece length", 1);
        info.put("length", Limits.PIECES + 1L);
        assertRefused(info, "more than " + Limits.PIECES + " pieces");
    }

    @Test
    void parse_whenTheFileListIsUnusable_shouldRefuse() {
        assertRefused(Samples.multiInfo(List.of()), "empty");
        assertRefused(Samples.multiInfo(List.of(5)), "dictionary");
        assertRefused(Samples.multiInfo(List.of(Map.of("path", List.of("a")))), "no length");
        assertRefused(Samples.multiInfo(List.of(Map.of("length", 1))), "no path");
        assertRefused(Samples.multiInfo(List.of(Map.of("length", 1, "path", List.of()))), "no path");
        assertRefused(Samples.multiInfo(List.of(Map.of("length", 1, "path", "a"))), "no path");
        assertRefused(Samples.multiInfo(List.of(Map.of("length", 1, "path", List.of(1)))), "no path");
        assertRefused(Samples.multiInfo(List.of(Map.of("length", 1, "path", List.of(List.of("a"))))), "no path");
        assertRefused(Samples.multiInfo(List.of(Map.of("path", List.of("a"), "attr", "l"))), "no length");
    }

    @Test
    void parse_whenThereIsBothALengthAndAList_shouldRefuse() {
        Map<String, Object> info = Samples.multiInfo("a");
        info.put("length", 10);
        assertRefused(info, "both");
    }

    @Test
    void parse_whenVersion2Only_shouldSayWhatToAskFor() {
        Map<String, Object> info = new HashMap<>(Map.of("name", "x", "piece length", 16_384, "meta version", 2));
        info.put("file tree", Map.of("x", Map.of("", Map.of("length", 1, "pieces root", new byte[32]))));
        assertRefused(info, "ask for a hybrid one");
        info.put("meta version", 3);
        assertRefused(info, "newer");
    }

    @Test
    void parse_whenTheFileIsTooLong_shouldRefuse() {
        assertRefused(() -> MetainfoParser.parse(new byte[Limits.TORRENT_BYTES + 1]), "at most");
        assertRefused(() -> MetainfoParser.parseInfo(new byte[Limits.METADATA_BYTES + 1], List.of()), "at most");
    }

    @Test
    void parse_whenThereAreTooManyUrls_shouldLeaveTheRestOutAndSaySo() throws MetainfoException {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            urls.add("http://t/" + i);
        }
        urls.add(0, "http://" + "x".repeat(Limits.URL_BYTES));
        urls.add(1, "http://a b");
        Map<String, Object> torrent = new HashMap<>(Map.of("info", Samples.singleInfo(), "url-list", urls));
        torrent.put("announce-list", List.of(urls, urls));
        Metainfo parsed = MetainfoParser.parse(Bencode.encode(torrent));
        assertThat(parsed.trackers().get(0)).hasSizeBetween(Limits.TRACKERS - 1, Limits.TRACKERS);
        assertThat(parsed.webSeeds()).hasSizeBetween(Limits.WEB_SEEDS - 1, Limits.WEB_SEEDS);
        assertThat(parsed.warnings()).hasSizeBetween(2, Limits.WARNINGS + 1);
    }

    private static void assertRefused(Map<String, Object> info, String reason) {
        assertRefused(() -> Samples.parse(info), reason);
        assertRefused(() -> MetainfoParser.parseInfo(Bencode.encode(info), List.of()), reason);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOf(MetainfoException.class)
                .message()
                .isNotBlank()
                .contains(reason)
                .doesNotContain("\n", "\u0000");
    }
}
