package org.torrent.console.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.console.CommandFailure;
import org.torrent.console.Fixtures;

class SourcesTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void open_whenFileIsRelative_shouldStartAtTheWorkingDirectory() throws Exception {
        Files.write(directory.resolve("a.torrent"), Fixtures.torrent("a"));
        Source source = new Sources(directory).open("a.torrent", LONG);
        assertThat(source.name()).isEqualTo("a");
        assertThat(source.target().apply(directory).build().metainfo()).isPresent();
    }

    @Test
    void open_whenMagnet_shouldKnowTheHash() throws Exception {
        Source source = new Sources(directory).open(Fixtures.MAGNET + "&dn=name", LONG);
        assertThat(source.id().text()).isEqualTo(Fixtures.HASH);
        assertThat(source.name()).isEqualTo("name");
    }

    @Test
    void open_whenThereIsNothing_shouldNameTheFile() {
        assertThatThrownBy(() -> new Sources(directory).open("none.torrent", LONG))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none.torrent");
    }

    @Test
    void open_whenFileIsNoTorrent_shouldSayWhy() throws Exception {
        Files.writeString(directory.resolve("x.torrent"), "hello");
        assertThatThrownBy(() -> new Sources(directory).open("x.torrent", LONG))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("not a usable .torrent file");
    }

    @Test
    void open_whenFileIsTooLarge_shouldRefuse() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve("x").toFile(), "rw")) {
            file.setLength(11L * 1024 * 1024);
        }
        assertThatThrownBy(() -> new Sources(directory).open("x", LONG))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("larger than 10 MiB");
    }

    @Test
    void open_whenDirectoryOrEmpty_shouldRefuse() {
        assertThatThrownBy(() -> new Sources(directory).open(".", LONG)).hasMessageContaining("directory");
        assertThatThrownBy(() -> new Sources(directory).open(" ", LONG)).hasMessageContaining("empty source");
    }
}
