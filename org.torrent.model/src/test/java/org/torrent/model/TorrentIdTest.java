package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorrentIdTest {
    private static final String V1_TEXT = "0123456789abcdef0123456789abcdef01234567";
    private static final String V2_TEXT = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
    private static final InfoHash V1_HASH = InfoHash.parse(V1_TEXT);
    private static final byte[] V2_HASH = HexFormat.of().parseHex(V2_TEXT);
    private static final TorrentId V1 = TorrentId.v1(V1_HASH);
    private static final TorrentId V2 = TorrentId.v2(V2_HASH);
    private static final TorrentId HYBRID = TorrentId.hybrid(V1_HASH, V2_HASH);

    @Test
    void text_whenOfEachKind_shouldBeTheHashesVersion1First() {
        assertThat(V1).hasToString(V1_TEXT);
        assertThat(V2).hasToString(V2_TEXT);
        assertThat(HYBRID).hasToString(V1_TEXT + V2_TEXT);
    }

    @Test
    void parse_whenTextOfEachKind_shouldGiveTheSameId() {
        for (TorrentId id : List.of(V1, V2, HYBRID)) {
            assertThat(TorrentId.parse(id.text().toUpperCase(Locale.ROOT)))
                    .isEqualTo(id)
                    .hasSameHashCodeAs(id);
            assertThat(TorrentId.of(id.bytes())).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "01", "0123456789abcdef0123456789abcdef0123456", "zz23456789abcdef0123456789abcdef01234567"})
    void parse_whenNoIdHasThatText_shouldRefuse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TorrentId.parse(text));
        assertThatIllegalArgumentException().isThrownBy(() -> TorrentId.parse(V1_TEXT + V2_TEXT + text + "00"));
        assertThatIllegalArgumentException().isThrownBy(() -> TorrentId.v2(new byte[31]));
    }

    @Test
    void infoHashes_whenThereIsAVersion2Hash_shouldHoldItsFirst20Bytes() {
        InfoHash truncated = InfoHash.parse(V2_TEXT.substring(0, 40));
        assertThat(V1.infoHashes()).containsExactly(V1_HASH);
        assertThat(V2.infoHashes()).containsExactly(truncated);
        assertThat(HYBRID.infoHashes()).containsExactly(V1_HASH, truncated);
        assertThat(HYBRID.infoHash()).isEqualTo(V1_HASH);
        assertThat(V2.infoHash()).isEqualTo(truncated);
        assertThat(HYBRID.contains(truncated)).isTrue();
        assertThat(V1.contains(truncated)).isFalse();
    }

    @Test
    void sharesHash_whenOneNamesAHybridByOneOfItsHashes_shouldBeTrue() {
        assertThat(V1.sharesHash(HYBRID)).isTrue();
        assertThat(HYBRID.sharesHash(V2)).isTrue();
        assertThat(V1.sharesHash(V2)).isFalse();
        assertThat(V1).isNotEqualTo(HYBRID);
    }

    @Test
    void isWithin_whenTheOtherHasEveryHashOfIt_shouldBeTrue() {
        assertThat(V1.isWithin(HYBRID)).isTrue();
        assertThat(V2.isWithin(HYBRID)).isTrue();
        assertThat(HYBRID.isWithin(HYBRID)).isTrue();
        assertThat(HYBRID.isWithin(V1)).isFalse();
        assertThat(V2.isWithin(V1)).isFalse();
    }

    @Test
    void startsWith_whenAPrefixOfEitherHash_shouldBeTrue() {
        assertThat(HYBRID.startsWith("0123")).isTrue();
        assertThat(HYBRID.startsWith("fedc")).isTrue();
        assertThat(HYBRID.startsWith(V1_TEXT)).isTrue();
        assertThat(HYBRID.startsWith(HYBRID.text())).isTrue();
        assertThat(HYBRID.startsWith("dcba")).isFalse();
        assertThat(V1.startsWith("fedc")).isFalse();
        assertThat(V2.startsWith("0123")).isFalse();
    }

    @Test
    void compareTo_whenShuffled_shouldGiveOneOrder() {
        List<TorrentId> ids = new ArrayList<>(List.of(V2, HYBRID, V1));
        Collections.sort(ids);
        assertThat(ids).containsExactly(V1, HYBRID, V2);
    }

    @Test
    void bytes_whenTheCallerChangesThem_shouldStayTheSame() {
        V2.bytes()[0] = 0;
        V2.v2().orElseThrow()[0] = 0;
        assertThat(V2).hasToString(V2_TEXT);
    }
}
