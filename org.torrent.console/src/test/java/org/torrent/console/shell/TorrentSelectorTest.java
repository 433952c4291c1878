package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.console.CommandFailure;
import org.torrent.console.FakeSession;
import org.torrent.console.FakeTorrent;
import org.torrent.console.Fixtures;
import org.torrent.model.TorrentId;

class TorrentSelectorTest {
    private final FakeSession session = new FakeSession();

    TorrentSelectorTest() {
        session.torrents.add(new FakeTorrent(Fixtures.hash("2abc"), 1));
        session.torrents.add(new FakeTorrent(Fixtures.hash("2abd"), 2));
        session.torrents.add(new FakeTorrent(Fixtures.hash("f"), 3));
    }

    @Test
    void select_whenNumber_shouldPreferItToAPrefix() throws Exception {
        assertThat(TorrentSelector.select(session, "2").number()).isEqualTo(2);
    }

    @Test
    void select_whenPrefixIsUnique_shouldFindIt() throws Exception {
        assertThat(TorrentSelector.select(session, "2ABC").number()).isEqualTo(1);
        assertThat(TorrentSelector.select(session, Fixtures.hash("f").text()).number())
                .isEqualTo(3);
    }

    @Test
    void select_whenPrefixOfAHybridsVersion2Hash_shouldFindIt() throws Exception {
        TorrentId hybrid = TorrentId.hybrid(Fixtures.hash("c").infoHash(), new byte[TorrentId.V2_LENGTH]);
        session.torrents.add(new FakeTorrent(hybrid, 9));
        for (String name : List.of("00", "c0", hybrid.text())) {
            assertThat(TorrentSelector.select(session, name).number()).isEqualTo(9);
        }
    }

    @Test
    void select_whenPrefixIsAmbiguous_shouldNameTheTorrents() {
        session.torrents.get(0).name = Fixtures.HOSTILE;
        assertThatThrownBy(() -> TorrentSelector.select(session, "2ab"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("ambiguous")
                .hasMessageContaining("2 (torrent-2)")
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("\u001B"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "0", "-1", "zz", "", "a name", "f00000000000000000000000000000000000000000"})
    void select_whenNothingFits_shouldSayWhatToGive(String name) {
        assertThatThrownBy(() -> TorrentSelector.select(session, name))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("torrent:list");
    }
}
