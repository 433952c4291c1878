package org.torrent.session.plugin.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.PluginLimits;

/** PLUGINS section 1, repeating the handshake, rule 2. */
class TheirExtensionsTest {
    private final TheirExtensions their = new TheirExtensions();

    private void merge(Object... namesAndIds) {
        Map<String, BencodeValue> named = new TreeMap<>();
        for (int i = 0; i < namesAndIds.length; i += 2) {
            named.put((String) namesAndIds[i], BencodeInteger.of((Integer) namesAndIds[i + 1]));
        }
        their.merge(BencodeDictionary.of(Map.of("m", BencodeDictionary.of(named))));
    }

    @Test
    void merge_whenANameIsMissing_shouldKeepIt() {
        merge("a", 1, "b", 2);
        merge("c", 3);
        assertThat(their.names()).containsExactly("a", "b", "c");
    }

    @Test
    void merge_whenZero_shouldSwitchOff() {
        merge("a", 1, "b", 2);
        merge("a", 0);
        assertThat(their.idOf("a")).isZero();
        assertThat(their.published()).containsExactly("b");
    }

    @Test
    void merge_whenAnotherNumber_shouldRemap() {
        merge("a", 1);
        merge("a", 9);
        assertThat(their.idOf("a")).isEqualTo(9);
    }

    @Test
    void merge_whenTwoSwap_shouldFollow() {
        merge("a", 1, "b", 2);
        merge("a", 2, "b", 1);
        assertThat(their.idOf("a")).isEqualTo(2);
        assertThat(their.idOf("b")).isEqualTo(1);
        assertThat(their.refused()).isZero();
    }

    @Test
    void merge_whenTheIdIsOutOfRange_shouldRefuseThatEntry() {
        merge("a", 256, "b", -1, "c", 255, "d", Integer.MAX_VALUE);
        assertThat(their.names()).containsExactly("c");
        assertThat(their.refused()).isEqualTo(3);
    }

    @Test
    void merge_whenOneIdIsForTwoNames_shouldRefuseTheSecond() {
        merge("a", 5, "b", 5);
        assertThat(their.names()).containsExactly("a");
        merge("c", 5);
        assertThat(their.idOf("c")).isZero();
        assertThat(their.refused()).isEqualTo(2);
    }

    @Test
    void merge_whenARemapIsRefused_shouldKeepTheOldNumber() {
        merge("a", 1, "b", 2);
        merge("a", 2);
        assertThat(their.idOf("a")).isEqualTo(1);
        assertThat(their.idOf("b")).isEqualTo(2);
    }

    @Test
    void handshake_whenUnknownKeysPileUp_shouldKeepOnlyWhatTheEngineReads() {
        for (int i = 0; i < 1_000; i++) {
            their.merge(
                    BencodeDictionary.of(Map.of("key" + i, BencodeString.of("x"), "reqq", BencodeInteger.of(i + 1))));
        }
        assertThat(their.handshake().orElseThrow().dictionary().entries()).containsOnlyKeys("m", "reqq");
        assertThat(their.handshake().orElseThrow().requestQueue()).hasValue(1_000);
    }

    @Test
    void handshake_whenStandardKeysHoldTreesAndLongTexts_shouldKeepShortScalarsOnly() {
        BencodeValue tree = new BencodeList(Collections.nCopies(20_000, BencodeList.of()));
        BencodeValue text = BencodeString.of("x".repeat(60_000));
        for (String key : List.of("complete_ago", "e", "ipv4", "ipv6", "metadata_size", "p", "reqq", "upload_only")) {
            their.merge(BencodeDictionary.of(Map.of(key, tree)));
            their.merge(BencodeDictionary.of(Map.of(key, text)));
        }
        their.merge(BencodeDictionary.of(Map.of("yourip", text, "v", text)));
        merge("n".repeat(65), 1, "a", 2);
        BencodeDictionary kept = their.handshake().orElseThrow().dictionary();
        assertThat(kept.entries()).containsOnlyKeys("m", "v");
        assertThat(BencodeEncoder.encode(kept)).hasSizeLessThan(300);
        assertThat(their.names()).containsExactly("a");
    }

    @Test
    void handshake_whenAHostileValueFollowsAGoodOne_shouldKeepTheGoodOne() {
        their.merge(BencodeDictionary.of(Map.of("reqq", BencodeInteger.of(250))));
        their.merge(BencodeDictionary.of(Map.of("reqq", BencodeString.of("many"))));
        assertThat(their.handshake().orElseThrow().requestQueue()).hasValue(250);
    }

    @Test
    void names_whenHostileHandshakesAddUp_shouldStayBounded() {
        for (int i = 0; i < 1_000; i++) {
            merge("name" + i, 1 + i % 255);
        }
        assertThat(their.names()).hasSize(PluginLimits.THEIR_NAMES);
        merge("name0", 0);
        merge("other", 255);
        assertThat(their.idOf("other")).isEqualTo(255);
    }
}
