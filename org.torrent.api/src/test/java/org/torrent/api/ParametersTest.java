package org.torrent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.model.metainfo.MetainfoWriter;

class ParametersTest {
    private static final TorrentId ID = TorrentId.parse("ab".repeat(20));

    @Test
    void toBuilder_whenNothingIsChanged_shouldBuildAnEqualOne() {
        AddTorrent added = AddTorrent.of(MagnetLink.of(ID), Path.of("downloads"))
                .paused(true)
                .sequential(true)
                .wantedFiles(List.of(2))
                .label("l")
                .userData("u")
                .attachments(List.of("a"))
                .build();
        assertThat(added.toBuilder().build()).isEqualTo(added).hasSameHashCodeAs(added);
        assertThat(added.toBuilder().label(null).build()).isNotEqualTo(added);
        assertThat(added.toBuilder().attachments(List.of()).build()).isNotEqualTo(added);
        assertThat(added.id()).isEqualTo(ID);
        assertThat(added.directory()).isAbsolute();
    }

    @Test
    void metainfo_whenThereWasAMagnet_shouldTakeItsPlace() throws MetainfoException {
        Metainfo metainfo = MetainfoParser.parse(
                MetainfoWriter.singleFile("a", 1).pieces(16_384, new byte[20]).write());
        AddTorrent added = AddTorrent.of(MagnetLink.of(ID), Path.of("."))
                .metainfo(metainfo)
                .build();
        assertThat(added.magnet()).isEmpty();
        assertThat(added.metainfo()).contains(metainfo);
        assertThat(added.id()).isEqualTo(metainfo.id());
    }

    @Test
    void build_whenTheCallerChangesItsListAfterwards_shouldStayTheSame() {
        List<Integer> files = new ArrayList<>(List.of(1));
        AddTorrent added = AddTorrent.of(MagnetLink.of(ID), Path.of("."))
                .wantedFiles(files)
                .build();
        files.add(2);
        assertThat(added.wantedFiles()).containsExactly(1);
    }

    @Test
    void createTorrent_whenOnlyThePathIsGiven_shouldHaveDefaults() {
        CreateTorrent create = CreateTorrent.of(Path.of("f")).build();
        assertThat(create.pieceBytes()).isEmpty();
        assertThat(create.trackers()).isEmpty();
        assertThat(create.isPrivate()).isFalse();
        create.progress().accept(0.5);
    }

    @Test
    void snapshot_whenNothingIsKnown_shouldSaySo() {
        TorrentSnapshot snapshot = TorrentSnapshotBuilder.of(ID).build();
        assertThat(snapshot.totalBytes()).isEqualTo(-1);
        assertThat(snapshot.pieceCount()).isEqualTo(-1);
        assertThat(snapshot.state()).isEqualTo(TorrentState.STARTING);
        assertThat(snapshot).isEqualTo(TorrentSnapshotBuilder.of(ID).build());
        assertThat(snapshot).isNotEqualTo(TorrentSnapshotBuilder.of(ID).peers(1).build());
    }
}
