package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.torrent.architecture.PluginsPage.Row;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;

/** The reference of plugins leaves nothing out: each member elsewhere, each hook of ours, each test there is. */
class PluginsPageTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final List<Class<?>> CONTRACTS = List.of(
            ExtensionPlugin.class,
            SessionPlugin.class,
            TorrentPluginFactory.class,
            TorrentPlugin.class,
            PeerPlugin.class);
    private static final List<String> PACKAGES = List.of("org.torrent.ext.api.", "org.torrent.api.");

    private final List<Row> rows = PluginsPage.read();

    PluginsPageTest() throws IOException {}

    @Test
    void page_whenADocumentHasAMember_shouldHaveARowForIt() {
        PluginMembers.OF.forEach((letter, members) -> assertThat(rows)
                .filteredOn(row -> row.sources().contains(letter))
                .extracting(Row::member)
                .as("rows of docs/PLUGINS.md with the source %s", letter)
                .containsExactlyInAnyOrderElementsOf(members));
    }

    @Test
    void page_whenItNamesOurs_shouldBeWhatThereIs() {
        Set<String> unknown = new TreeSet<>();
        for (Row row : rows) {
            assertThat(row.ours()).as("ours for %s", row.member()).isNotEmpty();
            row.ours().stream().filter(name -> !exists(name)).forEach(unknown::add);
        }
        assertThat(unknown)
                .as("`Type.member` of docs/PLUGINS.md that is in no API")
                .isEmpty();
    }

    @Test
    void page_whenTheApiHasAHook_shouldHaveARowForIt() {
        Set<String> named = rows.stream().flatMap(row -> row.ours().stream()).collect(Collectors.toSet());
        for (Class<?> contract : CONTRACTS) {
            for (Method hook : contract.getMethods()) {
                assertThat(named)
                        .as("docs/PLUGINS.md, column ours")
                        .contains(contract.getSimpleName() + "." + hook.getName());
            }
        }
    }

    @Test
    void page_whenItNamesTests_shouldBeTestsThatThereAre() throws IOException {
        Map<String, String> sources = testSources();
        Set<String> unknown = new TreeSet<>();
        for (Row row : rows) {
            assertThat(row.tests()).as("tests of %s", row.member()).isNotEmpty();
            for (String test : row.tests()) {
                String[] parts = test.split("#", 2);
                String source = sources.getOrDefault(parts[0], "");
                if (parts.length < 2 || !source.contains(" " + parts[1] + "(")) {
                    unknown.add(test);
                }
            }
        }
        assertThat(unknown)
                .as("`Class#method` of docs/PLUGINS.md that is no test")
                .isEmpty();
    }

    private static boolean exists(String name) {
        String[] parts = name.split("\\.", 2);
        return PACKAGES.stream()
                .map(packageName -> type(packageName + parts[0]))
                .anyMatch(type -> type != null && (parts.length == 1 || hasMember(type, parts[1])));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null; // in the other package, or nowhere
        }
    }

    private static boolean hasMember(Class<?> type, String member) {
        return Stream.of(
                        Arrays.stream(type.getMethods()).map(Method::getName),
                        Arrays.stream(type.getFields()).map(field -> field.getName()),
                        Arrays.stream(type.getClasses()).map(Class::getSimpleName))
                .flatMap(names -> names)
                .anyMatch(member::equals);
    }

    /** By the class's name, or the file's for those in Python. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(TOP)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                collect(module.resolve("src/test/java"), ".java", sources);
                collect(module.resolve("interop"), ".py", sources);
            }
        }
        return sources;
    }

    private static void collect(Path folder, String ending, Map<String, String> sources) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(ending))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(ending, ""), text(file)));
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
