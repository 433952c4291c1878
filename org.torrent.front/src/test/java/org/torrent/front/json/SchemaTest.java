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
import org.torrent.api.AlertCategory;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.front.Samples;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.MetainfoParser;

class SchemaTest {
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
                PeerDocument.list(torrent.id(), List.of(peer())),
                PluginDocument.list(List.of(new PluginSnapshot(
                        "n", "full", List.of(), "b", "1", PluginSnapshot.State.ACTIVE, "", 0, 0, 0, 0))),
                SessionDocument.of(new SessionSnapshot(1, 2, 1024, 2048, 4096, 8192, 0, 1 << 20, 65), Optional.empty()),
                AlertDocument.list(List.of(new Alert(
                        AlertCategory.STATUS,
                        "torrent_finished",
                        "m",
                        1_700_000_000_123L,
                        Optional.empty(),
                        Map.of()))));
    }

    private static TorrentSnapshot torrent() {
        return new TorrentSnapshot(
                TorrentId.parse(Samples.HASH),
                1,
                "n",
                Path.of("/downloads"),
                TorrentState.DOWNLOADING,
                "",
                -1,
                1000,
                0,
                -1,
                0,
                0,
                5,
                0,
                0,
                0,
                0,
                0,
                1,
                0,
                2,
                Optional.empty());
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

    private static PeerSnapshot peer() {
        return new PeerSnapshot(
                new InetSocketAddress("127.0.0.1", 1),
                new InetSocketAddress("127.0.0.1", 2),
                "c",
                true,
                true,
                true,
                true,
                true,
                true,
                true,
                0,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of());
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
