package org.torrent.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/AUTHORS.md tells authors to type is what there is. */
class AuthorsPageTest {
    private static final Path TOP = Path.of("..");

    private final String page = Files.readString(TOP.resolve("docs/AUTHORS.md"));

    AuthorsPageTest() throws IOException {}

    private List<String> matches(String regex) {
        return Pattern.compile(regex)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void page_shouldHaveEveryKindOfPlugin() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/archetypes"))) {
            assertThat(matches("(?m)^\\| `([a-z]+)`[^|]*\\| `[A-Z]\\w+` \\|"))
                    .isEqualTo(folders.map(folder -> folder.getFileName().toString())
                            .filter(name -> !name.equals("common"))
                            .sorted()
                            .toList());
        }
        assertThat(matches("archetype\\.([a-z]+)[`\\s]")).hasSize(3);
    }

    @Test
    void page_shouldNameTheVersionThatIsPublished() throws IOException {
        assertThat(matches("-DarchetypeVersion=(\\S+)"))
                .containsExactly(
                        Pom.read(TOP.resolve("org.torrent.bom/pom.xml")).version());
    }

    @Test
    void page_shouldNameFilesOfTheKit() {
        assertThat(matches("\\$T/author/(\\w+\\.\\w+)"))
                .containsExactly("Peer.java", "settings.xml")
                .allSatisfy(file -> assertThat(Path.of("src/main/dist", file)).exists());
    }

    @Test
    void page_shouldQuoteTheTestOfTheTemplate() throws IOException {
        String template =
                Files.readString(Path.of("src/main/archetypes/extension/src/test/java/HelloExtensionTest.java"));
        assertThat(matches("(?m)^ {4}(TestSession session = .*|session\\.deploy.*)$"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(template).contains(line));
    }
}
