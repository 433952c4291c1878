package org.torrent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.model.metainfo.MetainfoWriter;
import org.torrent.session.core.KeptPeers;

class ResumeRecordTest {
    private static final KeptPeers PEERS = new KeptPeers(
            List.of(new InetSocketAddress("127.0.0.1", 6881)), List.of(new InetSocketAddress("::1", 6882)));

    @Test
    void decode_whenTheMetadataIsKnown_shouldRestoreEverything() throws Exception {
        Metainfo metainfo = MetainfoParser.parse(MetainfoWriter.singleFile("a file", 20_000)
                .pieces(16_384, new byte[40])
                .trackers(List.of(List.of("http://tracker.example/announce")))
                .write());
        AddTorrent added = AddTorrent.of(metainfo, Path.of("/downloads"))
                .paused(true)
                .sequential(true)
                .wantedFiles(List.of(0))
                .label("läbel")
                .build();
        ResumeRecord record = new ResumeRecord(metainfo.id(), 7, added, List.of("ut_x"), PEERS);
        ResumeRecord restored = ResumeRecord.decode(record.encode());
        assertThat(restored).isEqualTo(record);
        assertThat(restored.parameters().metainfo().orElseThrow().trackers()).isEqualTo(metainfo.trackers());
    }

    @Test
    void decode_whenOnlyTheMagnetIsKnown_shouldRestoreTheLink() throws Exception {
        MagnetLink magnet =
                MagnetLink.parse("magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=name&tr=http%3A%2F%2Ft%2Fa");
        AddTorrent added = AddTorrent.of(magnet, Path.of("/downloads")).build();
        ResumeRecord record = new ResumeRecord(magnet.id(), 1, added, List.of(), PEERS);
        assertThat(ResumeRecord.decode(record.encode())).isEqualTo(record);
    }

    @Test
    void decode_whenTheTorrentHasTwoHashes_shouldRestoreBoth() throws Exception {
        MagnetLink magnet =
                MagnetLink.parse("magnet:?xt=urn:btih:" + "ab".repeat(20) + "&xt=urn:btmh:1220" + "cd".repeat(32));
        AddTorrent added = AddTorrent.of(magnet, Path.of("/downloads")).build();
        ResumeRecord record = new ResumeRecord(magnet.id(), 1, added, List.of(), PEERS);
        assertThat(magnet.id().v2()).isPresent();
        assertThat(ResumeRecord.decode(record.encode())).isEqualTo(record);
    }

    @Test
    void decode_whenAPeerIsAtNoAddressOfThisMachine_shouldRestoreTheRest() throws Exception {
        MagnetLink magnet = MagnetLink.parse("magnet:?xt=urn:btih:" + "ab".repeat(20));
        AddTorrent added = AddTorrent.of(magnet, Path.of("/d")).build();
        KeptPeers peers = new KeptPeers(
                List.of(), List.of(new InetSocketAddress("fe80::1", 6881), new InetSocketAddress("192.0.2.1", 1)));
        String good = new String(
                new ResumeRecord(magnet.id(), 1, added, List.of(), peers).encode(), StandardCharsets.ISO_8859_1);
        String gone = good.replace("25:[fe80:0:0:0:0:0:0:1]:6881", "30:[fe80:0:0:0:0:0:0:1%gone]:6881");
        ResumeRecord restored = ResumeRecord.decode(gone.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(gone).isNotEqualTo(good);
        assertThat(restored.peers().found()).containsExactly(new InetSocketAddress("192.0.2.1", 1));
    }

    @Test
    void decode_whenTruncatedAnywhere_shouldRefuse() throws Exception {
        MagnetLink magnet = MagnetLink.parse("magnet:?xt=urn:btih:" + "ab".repeat(20));
        byte[] good = new ResumeRecord(
                        magnet.id(), 1, AddTorrent.of(magnet, Path.of("/d")).build(), List.of(), PEERS)
                .encode();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ResumeRecord.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void decode_whenABitOfTheInfoIsWrong_shouldRefuse() throws Exception {
        Metainfo metainfo = MetainfoParser.parse(MetainfoWriter.singleFile("a", 40_000)
                .pieces(16_384, new byte[60])
                .write());
        AddTorrent added = AddTorrent.of(metainfo, Path.of("/d")).build();
        byte[] good = new ResumeRecord(metainfo.id(), 1, added, List.of(), PEERS).encode();
        byte[] info = new byte[metainfo.rawInfo().remaining()];
        metainfo.rawInfo().get(info);
        String text = new String(good, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(new String(info, StandardCharsets.ISO_8859_1));
        assertThat(start).isPositive();
        for (int bit = 8 * start; bit < 8 * (start + info.length); bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ResumeRecord.decode(flipped))
                    .as("bit " + bit)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void decode_whenItIsOfAnotherTorrentThanItSays_shouldRefuse() throws Exception {
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20);
        String other = text(link).replace(link, "magnet:?xt=urn:btih:" + "ac".repeat(20));
        assertThatThrownBy(() -> ResumeRecord.decode(other.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void decode_whenANewerProgramWroteIt_shouldSaySo() throws Exception {
        String record = text("magnet:?xt=urn:btih:" + "ab".repeat(20));
        String newer = record.replace("7:versioni1e", "7:versioni2e");
        assertThat(newer).isNotEqualTo(record);
        assertThatThrownBy(() -> ResumeRecord.decode(newer.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void decode_whenItIsFromBeforeThereWereVersions_shouldRestoreIt() throws Exception {
        String record = text("magnet:?xt=urn:btih:" + "ab".repeat(20));
        String older = record.replace("7:versioni1e", "");
        assertThat(ResumeRecord.decode(older.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(ResumeRecord.decode(record.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(String link) throws Exception {
        MagnetLink magnet = MagnetLink.parse(link);
        AddTorrent added = AddTorrent.of(magnet, Path.of("/d")).build();
        byte[] record = new ResumeRecord(magnet.id(), 1, added, List.of(), PEERS).encode();
        return new String(record, StandardCharsets.ISO_8859_1);
    }
}
