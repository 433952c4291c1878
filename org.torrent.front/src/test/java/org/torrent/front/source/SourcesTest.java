package org.torrent.front.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.front.Samples;

class SourcesTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    /** Without an HTTP client. */
    private Sources sources() {
        return Sources.all(directory, atMost -> Optional.empty());
    }

    @Test
    void open_whenThereIsNoHttpClient_shouldSayWhatToStartAndNoPassword() {
        assertThatThrownBy(() -> sources().open("HTTP://name:secret@192.0.2.1/a.torrent", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("org.torrent.http")
                .hasMessageContaining("192.0.2.1/a.torrent")
                .hasMessageNotContaining("secret");
    }

    @Test
    void open_whenFileIsRelative_shouldStartAtTheWorkingDirectory() throws Exception {
        Files.write(directory.resolve("a.torrent"), Samples.torrent("a"));
        Source source = sources().open("a.torrent", LONG);
        assertThat(source.name()).isEqualTo("a");
        assertThat(source.into(directory).build().metainfo()).isPresent();
    }

    @Test
    void open_whenMagnet_shouldKnowTheHash() throws Exception {
        Source source = sources().open(Samples.MAGNET + "&dn=name", LONG);
        assertThat(source.id().text()).isEqualTo(Samples.HASH);
        assertThat(source.name()).isEqualTo("name");
    }

    @Test
    void open_whenThereIsNothing_shouldNameTheFile() {
        assertThatThrownBy(() -> sources().open("none.torrent", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("none.torrent");
    }

    @Test
    void open_whenFileIsNoTorrent_shouldSayWhy() throws Exception {
        Files.writeString(directory.resolve("x.torrent"), "hello");
        assertThatThrownBy(() -> sources().open("x.torrent", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not a usable .torrent file");
    }

    @Test
    void open_whenFileIsTooLarge_shouldRefuse() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve("x").toFile(), "rw")) {
            file.setLength(11L * 1024 * 1024);
        }
        assertThatThrownBy(() -> sources().open("x", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than 10 MiB");
    }

    @Test
    void open_whenDirectoryOrEmpty_shouldRefuse() {
        assertThatThrownBy(() -> sources().open(".", LONG)).hasMessageContaining("directory");
        assertThatThrownBy(() -> sources().open(" ", LONG)).hasMessageContaining("empty source");
    }

    @Test
    void open_whenTextIsNoPath_shouldBeWrongUsage() {
        assertThatThrownBy(() -> sources().open("a\0b", LONG))
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.isWrongUsage())
                        .isTrue());
    }

    @Test
    void open_whenAnotherKindIsAdded_shouldAskItInItsTurn() throws Exception {
        SourceKind bare = new SourceKind() {
            @Override
            public boolean accepts(String text) {
                return text.startsWith("hash:");
            }

            @Override
            public Source open(String text, Duration atMost) throws SourceException {
                return new MagnetSource().open("magnet:?xt=urn:btih:" + text.substring(5), atMost);
            }
        };
        Sources sources = new Sources(List.of(bare, new MagnetSource()));
        assertThat(sources.open("hash:" + Samples.HASH, LONG).id().text()).isEqualTo(Samples.HASH);
        assertThat(sources.open(Samples.MAGNET, LONG).id().text()).isEqualTo(Samples.HASH);
        assertThatThrownBy(() -> sources.open("a.torrent", LONG)).hasMessageContaining("a.torrent");
    }
}
