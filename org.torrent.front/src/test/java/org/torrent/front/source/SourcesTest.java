package org.torrent.front.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.front.Samples;

class SourcesTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void open_whenFileIsRelative_shouldStartAtTheWorkingDirectory() throws Exception {
        Files.write(directory.resolve("a.torrent"), Samples.torrent("a"));
        Source source = Sources.all(directory).open("a.torrent", LONG);
        assertThat(source.name()).isEqualTo("a");
        assertThat(source.into(directory).build().metainfo()).isPresent();
    }

    @Test
    void open_whenMagnet_shouldKnowTheHash() throws Exception {
        Source source = Sources.all(directory).open(Samples.MAGNET + "&dn=name", LONG);
        assertThat(source.id().text()).isEqualTo(Samples.HASH);
        assertThat(source.name()).isEqualTo("name");
    }

    @Test
    void open_whenThereIsNothing_shouldNameTheFile() {
        assertThatThrownBy(() -> Sources.all(directory).open("none.torrent", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("none.torrent");
    }

    @Test
    void open_whenFileIsNoTorrent_shouldSayWhy() throws Exception {
        Files.writeString(directory.resolve("x.torrent"), "hello");
        assertThatThrownBy(() -> Sources.all(directory).open("x.torrent", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not a usable .torrent file");
    }

    @Test
    void open_whenFileIsTooLarge_shouldRefuse() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve("x").toFile(), "rw")) {
            file.setLength(11L * 1024 * 1024);
        }
        assertThatThrownBy(() -> Sources.all(directory).open("x", LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than 10 MiB");
    }

    @Test
    void open_whenDirectoryOrEmpty_shouldRefuse() {
        assertThatThrownBy(() -> Sources.all(directory).open(".", LONG)).hasMessageContaining("directory");
        assertThatThrownBy(() -> Sources.all(directory).open(" ", LONG)).hasMessageContaining("empty source");
    }

    @Test
    void open_whenTextIsNoPath_shouldBeWrongUsage() {
        assertThatThrownBy(() -> Sources.all(directory).open("a\0b", LONG))
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
