package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateLoggingTest {
    private static final Path SHIPPED = Path.of("..", "run", "conf", "logback.xml");

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private Path file;

    @BeforeEach
    void setUp() throws IOException {
        file = Files.copy(SHIPPED, folder.resolve("logback.xml"));
        properties.put(LateLogging.FILE, file.toString());
        properties.put(LateLogging.LATE, "true");
        properties.put(LateLogging.NAMED, file.toString());
    }

    @Test
    void theFileThatShips_shouldBeReadLate() {
        assertLate();
    }

    @Test
    void aChangedFile_shouldBeReadAtTheStart() throws IOException {
        Files.writeString(file, Files.readString(file).replace("WARN", "INFO"));

        assertAtTheStart();
    }

    @Test
    void aMissingFile_shouldBeLeftToTheBackend() throws IOException {
        Files.delete(file);

        assertAtTheStart();
    }

    @Test
    void anotherFile_shouldBeReadAtTheStart() throws IOException {
        properties.put(
                LateLogging.FILE,
                Files.writeString(folder.resolve("mine.xml"), "<configuration/>")
                        .toString());

        assertAtTheStart();
    }

    @Test
    void aPropertyAgainstIt_shouldWin() {
        properties.put(LateLogging.LATE, "false");

        assertAtTheStart();
    }

    private void assertLate() {
        Map<String, String> before = Map.copyOf(properties);
        LateLogging.keepOnlyAsShipped(properties);
        assertThat(properties).isEqualTo(before);
    }

    private void assertAtTheStart() {
        LateLogging.keepOnlyAsShipped(properties);
        assertThat(properties).containsOnlyKeys(LateLogging.FILE);
    }
}
