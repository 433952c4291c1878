package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.torrent.options.ExitStatus;
import org.torrent.runtime.heap.ProcessEnd;

/** Exit statuses are a contract: those that other bundles end the process with are among them, and each is documented. */
class ExitStatusTest {
    @Test
    void statuses_shouldBeOfOneTable() {
        assertThat(ProcessEnd.STATUS).isEqualTo(ExitStatus.HEAP_FULL);
    }

    @Test
    void statuses_shouldBeInTheReadme() throws IOException, IllegalAccessException {
        String page = Files.readString(Path.of("..", "README.md"));
        for (Field status : ExitStatus.class.getDeclaredFields()) {
            if (Modifier.isPublic(status.getModifiers())) {
                assertThat(page).as(status.getName()).contains("\n| " + status.getInt(null) + " | ");
            }
        }
    }
}
