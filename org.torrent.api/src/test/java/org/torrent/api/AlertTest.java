package org.torrent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;

class AlertTest {
    private static final Path SCHEMA = Path.of("..", "docs", "console-json.md");
    private static final TorrentId TORRENT = TorrentId.v1(InfoHash.of(new byte[InfoHash.LENGTH]));

    @ParameterizedTest
    @EnumSource
    void type_whenDefined_shouldBeDocumentedWithItsDetails(AlertType type) throws IOException {
        String details =
                type.details().stream().map(detail -> "`" + detail.key() + "`").collect(Collectors.joining(" "));
        String category = type.category().name().toLowerCase(Locale.ROOT);
        assertThat(Files.readString(SCHEMA))
                .as("a row of the table of alerts in docs/console-json.md")
                .contains("| `" + type.what() + "` | `" + category + "` | " + details + " | ");
        assertThat(AlertType.named(type.what())).contains(type);
    }

    @ParameterizedTest
    @EnumSource
    void detail_whenDefined_shouldBeDocumentedWithItsType(AlertDetail detail) throws IOException {
        String type =
                switch (detail.type().getSimpleName()) {
                    case "String" -> "string";
                    case "Boolean" -> "boolean";
                    default -> "integer";
                };
        assertThat(Files.readString(SCHEMA)).contains("| `" + detail.key() + "` | " + type + " | ");
    }

    @Test
    void build_whenEverythingIsGiven_shouldSayIt() {
        Alert alert = Alert.of(AlertType.PEER_ERROR, "no connection")
                .torrent(TORRENT)
                .at(5)
                .detail(AlertDetail.PEER, "192.0.2.1:6881")
                .build();
        assertThat(alert.is(AlertType.PEER_ERROR)).isTrue();
        assertThat(alert.category()).isEqualTo(AlertCategory.PEER);
        assertThat(alert.torrent()).contains(TORRENT);
        assertThat(alert.wallMillis()).isEqualTo(5);
        assertThat(alert.details()).containsExactly(entry("peer", "192.0.2.1:6881"));
        assertThat(alert).hasToString("peer_error: no connection");
    }

    @Test
    void build_whenADetailIsNotDeclaredOrOfAnotherType_shouldFailLoudlyInTests() {
        Alert.Builder unknown = Alert.of(AlertType.PIECE_FINISHED, "m").detail("speed", 1);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(unknown::build);
        Alert.Builder text = Alert.of(AlertType.PIECE_FINISHED, "m").detail(AlertDetail.PIECE, "1");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(text::build);
    }

    @Test
    void of_whenAPluginTakesANameOfTheSessions_shouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Alert.of(AlertCategory.EXTENSION, "piece_finished", "m"))
                .withMessageContaining("AlertType");
    }

    @Test
    void toBuilder_whenOfAPluginsOwnClass_shouldMakeAPlainOneThatSaysTheSame() {
        Alert own =
                new Alert(Alert.of(AlertCategory.EXTENSION, "mine", "m").at(3).details(Map.of("n", 1))) {};
        Alert plain =
                own.toBuilder().detail(AlertDetail.ALERTS_DROPPED_BEFORE, 2L).build();
        assertThat(plain.getClass()).isEqualTo(Alert.class);
        assertThat(plain.what()).isEqualTo("mine");
        assertThat(plain.wallMillis()).isEqualTo(3);
        assertThat(plain.details()).containsOnly(entry("n", 1), entry("alerts_dropped_before", 2L));
    }
}
