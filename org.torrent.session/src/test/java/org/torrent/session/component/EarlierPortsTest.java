package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierPortsTest {
    @TempDir
    private Path folder;

    @Test
    void load_whenSaved_shouldKnowWhereAnyPortWasWanted() {
        InetSocketAddress any = Settings.address("0");
        InetSocketAddress six = Settings.address("[::1]:0");
        Path file = folder.resolve("ports");
        new EarlierPorts(file.toFile()).save(Map.of(any, 40_000, six, 40_001, Settings.address("127.0.0.1:7"), 7));

        assertThat(new EarlierPorts(file.toFile()).load()).isEqualTo(Map.of(any, 40_000, six, 40_001));
    }

    @Test
    void load_whenThereIsNothingOrRubbish_shouldKnowNothing() throws Exception {
        Path file = folder.resolve("ports");
        assertThat(new EarlierPorts(file.toFile()).load()).isEmpty();
        assertThat(new EarlierPorts(null).load()).isEmpty();

        Files.writeString(file, "[127.0.0.1]\\:0 = many");

        assertThat(new EarlierPorts(file.toFile()).load()).isEmpty();
    }
}
