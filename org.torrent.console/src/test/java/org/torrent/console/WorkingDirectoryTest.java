package org.torrent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrent.options.ExitStatus;
import org.torrent.options.RuntimeProperty;

class WorkingDirectoryTest {
    @AfterEach
    void clear() {
        System.clearProperty(RuntimeProperty.WORKING_DIRECTORY.key());
    }

    @Test
    void get_whenTheUserStandsElsewhere_shouldBeThere() {
        System.setProperty(RuntimeProperty.WORKING_DIRECTORY.key(), "/some/where");
        assertThat(WorkingDirectory.get()).isEqualTo(Path.of("/some/where"));
    }

    @Test
    void get_whenNothingIsSaid_shouldBeTheProcesss() {
        assertThat(WorkingDirectory.get()).isEqualTo(Path.of("").toAbsolutePath());
    }

    @Test
    void resolve_whenTextIsNoPath_shouldBeWrongUsage() {
        assertThatThrownBy(() -> WorkingDirectory.resolve(Path.of("/"), "a\0b"))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.status())
                        .isEqualTo(ExitStatus.USAGE));
    }
}
