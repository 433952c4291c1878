package org.torrent.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.api.AlertCategory;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PluginSnapshot;
import org.torrent.console.FakeSession;
import org.torrent.console.FakeTorrent;
import org.torrent.console.Fixtures;
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
        FakeTorrent torrent = new FakeTorrent(Fixtures.hash("ab"), 1);
        torrent.metainfo = Optional.of(MetainfoParser.parse(Fixtures.torrent("a")));
        return List.of(
                TorrentView.documents(List.of(torrent.snapshot())),
                MetainfoView.document(torrent),
                PeerView.documents(torrent.id(), List.of(peer())),
                PluginView.documents(List.of(new PluginSnapshot(
                        "n", "full", List.of(), "b", "1", PluginSnapshot.State.ACTIVE, "", 0, 0, 0, 0))),
                SessionView.document(new FakeSession()),
                AlertView.document(Fixtures.alert(AlertCategory.STATUS, "torrent_finished", "m")));
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
                Fixtures.address("127.0.0.1", 1),
                Fixtures.address("127.0.0.1", 2),
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
}
