package org.torrent.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.AlertType;
import org.torrent.api.FileSnapshot;
import org.torrent.api.FileSnapshotBuilder;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PeerSnapshotBuilder;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshotBuilder;
import org.torrent.api.SessionSnapshotBuilder;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentSnapshotBuilder;
import org.torrent.api.TorrentState;
import org.torrent.api.TrackerSnapshotBuilder;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.front.Samples;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.MetainfoParser;

class SchemaTest {
    private record KnownFile(Path path, State state, String bundle, String version, String reason)
            implements DeployedFile {}

    private static final Path SCHEMA = Path.of("..", "docs", "console-json.md");

    @Test
    void documents_whenWritten_shouldHaveDocumentedFieldsOnly() throws Exception {
        String schema = Files.readString(SCHEMA);
        List<String> fields = new ArrayList<>();
        for (Map<String, Object> document : everyDocument()) {
            collect(fields, document);
        }
        assertThat(fields).hasSizeGreaterThan(80).allSatisfy(field -> assertThat(schema)
                .as("docs/console-json.md must describe the field %s", field)
                .containsAnyOf("`" + field + "`", "{\"" + field + "\":"));
    }

    private static List<Map<String, Object>> everyDocument() throws Exception {
        TorrentSnapshot torrent = torrent();
        return List.of(
                TorrentDocument.list(List.of(torrent)),
                InfoDocument.of(torrent, Optional.of(MetainfoParser.parse(Samples.torrent("a")))),
                FileDocument.list(torrent.id(), List.of(file())),
                PeerDocument.list(torrent.id(), List.of(peer())),
                TrackerDocument.list(
                        torrent.id(),
                        List.of(TrackerSnapshotBuilder.of("udp://t.example:80").build())),
                PluginDocument.list(
                        List.of(PluginSnapshotBuilder.of("n")
                                .kind("full")
                                .ids(List.of())
                                .bundle("b")
                                .version("1")
                                .state(PluginSnapshot.State.ACTIVE)
                                .reason("")
                                .calls(0)
                                .errors(0)
                                .dropped(0)
                                .timeNanos(0)
                                .build()),
                        0,
                        List.of(new KnownFile(Path.of("a.jar"), DeployedFile.State.REFUSED, "b", "1", "no"))),
                SessionDocument.of(
                        SessionSnapshotBuilder.of()
                                .torrents(1)
                                .peers(2)
                                .downloadRate(1024)
                                .uploadRate(2048)
                                .downloadedBytes(4096)
                                .uploadedBytes(8192)
                                .lentBufferBytes(0)
                                .bufferCapacityBytes(1 << 20)
                                .uptimeSeconds(65)
                                .build(),
                        Optional.empty()),
                AlertDocument.list(
                        List.of(Alert.of(AlertType.TORRENT_FINISHED, "m").build())));
    }

    private static TorrentSnapshot torrent() {
        return TorrentSnapshotBuilder.of(TorrentId.parse(Samples.HASH))
                .number(1)
                .name("n")
                .directory(Path.of("/downloads"))
                .state(TorrentState.DOWNLOADING)
                .reason("")
                .totalBytes(-1)
                .wantedBytes(1000)
                .doneBytes(0)
                .pieceCount(-1)
                .piecesDone(0)
                .piecesDurable(0)
                .checkedPieces(5)
                .downloadRate(0)
                .uploadRate(0)
                .downloadedBytes(0)
                .uploadedBytes(0)
                .wastedBytes(0)
                .peers(1)
                .seeds(0)
                .knownPeers(2)
                .build();
    }

    private static void collect(List<String> fields, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                fields.add(key.toString());
                collect(fields, inner);
            });
        } else if (value instanceof Collection<?> values) {
            values.forEach(inner -> collect(fields, inner));
        }
    }

    private static FileSnapshot file() {
        return FileSnapshotBuilder.of(3, List.of("d", "a_b"))
                .originalPath(List.of("d", "a/b"))
                .lengthBytes(2)
                .doneBytes(1)
                .wanted(true)
                .build();
    }

    private static PeerSnapshot peer() {
        return PeerSnapshotBuilder.of(new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("127.0.0.1", 2))
                .client("c")
                .outgoing(true)
                .amChoking(true)
                .amInterested(true)
                .peerChoking(true)
                .peerInterested(true)
                .fast(true)
                .extended(true)
                .piecesHad(0)
                .source(1)
                .downloadRate(0)
                .uploadRate(0)
                .downloadedBytes(0)
                .uploadedBytes(0)
                .outstandingRequests(0)
                .queuedRequests(0)
                .extensions(List.of())
                .build();
    }

    @Test
    void document_whenAFileHasAnotherNameOnDisk_shouldHaveBoth() {
        assertThat(Json.write(FileDocument.of(file())))
                .isEqualTo("{\"index\":3,\"path\":[\"d\",\"a_b\"],\"original_path\":[\"d\",\"a/b\"],"
                        + "\"length_bytes\":2,\"done_bytes\":1,\"wanted\":true}");
    }

    @Test
    void document_whenSizesAreUnknown_shouldSayNull() {
        assertThat(Json.write(TorrentDocument.of(torrent())))
                .startsWith("{\"info_hash\":\"" + Samples.HASH
                        + "\",\"number\":1,\"name\":\"n\",\"directory\":\"/downloads\","
                        + "\"state\":\"downloading\",\"reason\":\"\",\"total_bytes\":null,\"wanted_bytes\":1000,"
                        + "\"done_bytes\":0,\"pieces\":null,");
    }
}
