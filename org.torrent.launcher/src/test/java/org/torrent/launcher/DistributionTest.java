package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    Path root;

    @Test
    void configuration_shouldFillInVariables() throws IOException {
        write("a = ${torrent.home}/x/${torrent.home}\nb = plain\n");

        Map<String, String> configuration =
                new Distribution(root).configuration("test.properties", Map.of("torrent.home", "/h$1"));

        assertThat(configuration).containsExactlyInAnyOrderEntriesOf(Map.of("a", "/h$1/x//h$1", "b", "plain"));
    }

    @Test
    void configuration_whenAVariableIsUnknown_shouldNameItAndTheFile() throws IOException {
        write("a = ${torrent.hme}\n");

        assertThatThrownBy(() -> new Distribution(root).configuration("test.properties", Map.of()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("${torrent.hme}")
                .hasMessageContaining("test.properties");
    }

    @Test
    void stateHome_whenNotConfigured_shouldBeInTheDistribution() {
        assertThat(new Distribution(root).stateHome(" ")).isEqualTo(root.resolve("data"));
    }

    private void write(String text) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("conf")).resolve("test.properties"), text);
    }
}
