package org.torrent.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @TempDir
    Path root;

    private List<String> published(String version, String content) throws IOException {
        FileTrees.delete(root.resolve("org"));
        Map<String, byte[]> files = Map.of(".jar", content.getBytes(), "-sources.jar", new byte[0]);
        new Repository(root, version).publish("a", files);
        return FileTrees.read(root.resolve("org/torrent/a/" + version)).keySet().stream()
                .filter(name -> !name.endsWith(".sha1"))
                .toList();
    }

    @Test
    void publish_whenItIsASnapshot_shouldNumberItByItsContent() throws IOException {
        List<String> first = published("2-SNAPSHOT", "x");
        String jar = first.get(1);
        assertThat(jar).matches("a-2-20250101\\.000000-[0-9]+\\.jar");
        assertThat(first).containsExactly(jar.replace(".jar", "-sources.jar"), jar, "maven-metadata.xml");
        assertThat(root.resolve("org/torrent/a/2-SNAPSHOT/maven-metadata.xml"))
                .content()
                .contains("<extension>jar</extension><value>" + jar.replaceAll("^a-|\\.jar$", "") + "</value>")
                .contains("<classifier>sources</classifier>");
        assertThat(published("2-SNAPSHOT", "x")).isEqualTo(first);
        assertThat(published("2-SNAPSHOT", "y")).doesNotContain(jar);
    }

    @Test
    void publish_whenItIsARelease_shouldUseItsVersion() throws IOException {
        assertThat(published("2", "x")).containsExactly("a-2-sources.jar", "a-2.jar");
        assertThat(Files.readString(root.resolve("org/torrent/a/2/a-2.jar.sha1")))
                .isEqualTo("11f6ad8ec52a2984abaafd7c3b516503785c2072");
    }
}
