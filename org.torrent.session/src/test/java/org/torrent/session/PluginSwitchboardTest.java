package org.torrent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginSwitches.Off;

/** What is kept of plugins that are switched off. */
class PluginSwitchboardTest {
    private static final TorrentId V1 = TorrentId.v1(InfoHash.of(new byte[InfoHash.LENGTH]));
    private static final TorrentId BOTH =
            TorrentId.hybrid(InfoHash.of(new byte[InfoHash.LENGTH]), new byte[TorrentId.V2_LENGTH]);

    @Test
    void encode_shouldBeReadAgain() {
        List<Off> all = List.of(new Off("b", null), new Off("a", V1), new Off("a", BOTH));
        byte[] bytes = PluginSwitchboard.encode(PluginSwitches.of(all));
        assertThat(PluginSwitchboard.decode(bytes).all()).isEqualTo(all);
    }

    @Test
    void encode_whenThereAreAsManyAsMayBe_shouldBeReadAgain() {
        List<Off> all = new ArrayList<>();
        for (int i = 0; i < PluginLimits.SWITCHED_OFF; i++) {
            all.add(new Off("org.example.of.quite.some.length.Plugin" + i, BOTH));
        }
        byte[] bytes = PluginSwitchboard.encode(PluginSwitches.of(all));
        assertThat(PluginSwitchboard.decode(bytes).all()).hasSize(all.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i1e", "de", "d3:offl1:xee", "d3:offld6:plugini1eeee", "d3:offle7:versioni2ee"})
    void decode_whenItIsNothingOfOurs_shouldFail(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PluginSwitchboard.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}
