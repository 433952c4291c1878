package org.torrent.session.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.model.Limits;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.model.metainfo.MetainfoWriter;
import org.torrent.model.metainfo.SourceFile;

class MetadataTest {
    private static final String LINK = "magnet:?xt=urn:btih:" + "ab".repeat(20);

    @Test
    void peers_whenTheLinkNamesAddresses_shouldDialThemToo() throws Exception {
        InetSocketAddress given = new InetSocketAddress("127.0.0.1", 1);
        AddTorrent added = AddTorrent.of(
                        MagnetLink.parse(LINK + "&x.pe=127.0.0.2:2&x.pe=[::1]:3&x.pe=peer.invalid:4"), Path.of("/d"))
                .peers(List.of(given))
                .build();
        assertThat(Metadata.peers(added))
                .containsExactly(given, new InetSocketAddress("127.0.0.2", 2), new InetSocketAddress("::1", 3));
    }

    @Test
    void wantedFiles_whenTheLinkSelectsSome_shouldFollowItUnlessTheCallerChose() throws Exception {
        Metainfo metainfo = MetainfoParser.parse(MetainfoWriter.multiFile(
                        "t",
                        List.of(
                                new SourceFile(List.of("a"), 1, false),
                                new SourceFile(List.of("b"), 1, false),
                                new SourceFile(List.of("c"), 1, false)))
                .pieces(16_384, new byte[20])
                .write());
        MagnetLink link = MagnetLink.parse(LINK + "&so=0,2");
        AddTorrent byLink = AddTorrent.of(link, Path.of("/d")).build();
        AddTorrent byCaller =
                AddTorrent.of(link, Path.of("/d")).wantedFiles(List.of(1)).build();
        assertThat(Metadata.wantedFiles(byLink, metainfo)).containsExactly(0, 2);
        assertThat(Metadata.wantedFiles(byCaller, metainfo)).containsExactly(1);
    }

    @Test
    void parse_whenTheHashIsAnother_shouldAnswerNothing() throws Exception {
        Optional<Metainfo> parsed = Metadata.parse(TorrentId.of(new byte[20]), new byte[] {'d', 'e'}, List.of());
        assertThat(parsed).isEmpty();
    }

    @Test
    void merged_whenTrackersAreKnownOrTooMany_shouldTakeTheNewOnesUpToTheLimit() {
        List<List<String>> some = List.of(List.of("a", "b"), List.of("c"));
        assertThat(Metadata.merged(some, List.of(List.of("b", "d"), List.of("a"), List.of("e", "e"))))
                .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e"));
        List<String> many = IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();
        assertThat(Metadata.merged(some, List.of(many)).stream()
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(Limits.TRACKERS);
    }
}
