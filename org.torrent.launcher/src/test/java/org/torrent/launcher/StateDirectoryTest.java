package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path home;

    @Test
    void lock_whenHeld_shouldSayWhichFolderAndWhatToDo() throws IOException {
        try (StateDirectory held = StateDirectory.lock(home.resolve("session"))) {
            assertThatThrownBy(() -> StateDirectory.lock(held.path()))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining(held.path().toString())
                    .hasMessageContaining("TORRENT_HOME");
        }
    }

    @Test
    void lock_whenGivenBack_shouldBeFree() throws IOException {
        StateDirectory.lock(home).close();

        StateDirectory.lock(home).close();
    }

    @Test
    void locate_shouldShareOneFolderBetweenConsoleAndDaemon() {
        assertThat(locate()).isEqualTo(locate("daemon")).isEqualTo(home.resolve("session"));
    }

    @Test
    void locate_whenTheSameJobIsAskedAgain_shouldFindItsFolder() {
        Path first = locate("get", "b.torrent", "a.torrent", "--dir", "out");
        Path again =
                locate("get", "--timeout", "9", "--dir=" + Path.of("out").toAbsolutePath(), "a.torrent", "./b.torrent");

        assertThat(again).isEqualTo(first).hasParentRaw(home.resolve("jobs"));
    }

    @Test
    void locate_whenTheJobDiffers_shouldBeAnotherFolder() {
        assertThat(List.of(
                        locate("get", "a.torrent"),
                        locate("get", "b.torrent"),
                        locate("get", "a.torrent", "--dir", "out"),
                        locate("seed", "a.torrent"),
                        locate("get", "magnet:?xt=urn:btih:1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void locate_whenNothingIsRemembered_shouldBeTemporary() {
        assertThat(locate("create", "x")).isEqualTo(home.resolve("temporary").resolve("state"));
    }

    private Path locate(String... arguments) {
        return StateDirectory.locate(home, home.resolve("temporary"), new Invocation(List.of(arguments)));
    }
}
