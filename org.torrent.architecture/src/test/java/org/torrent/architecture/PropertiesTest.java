package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.torrent.options.CommandService;
import org.torrent.options.Flag;
import org.torrent.options.RuntimeProperty;

/** Properties of the framework have their names from one table, and somebody reads what a flag sets. */
class PropertiesTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    /** Their constants name properties of services. */
    private static final Set<String> APIS = Set.of("org.torrent.ext.api", "org.torrent.spi");

    private static final String TABLE = "org.torrent.options";
    private static final Pattern LITERAL = Pattern.compile("\"(torrent\\.[a-z][a-z.]*)\"");

    @Test
    void bundles_shouldReadPropertiesOfTheTableOnly() throws IOException {
        List<String> known = new ArrayList<>(List.of(CommandService.PROPERTY));
        Stream.of(RuntimeProperty.values()).map(RuntimeProperty::key).forEach(known::add);
        known.addAll(ofFlags());

        assertThat(known)
                .as("a framework property is a row of org.torrent.options: of Flag when a flag sets it, of"
                        + " RuntimeProperty otherwise")
                .containsAll(literals());
    }

    @Test
    void propertiesOfFlags_shouldBeReadBySomebody() throws IOException {
        assertThat(literals()).as("a flag sets a property that no bundle reads").containsAll(ofFlags());
    }

    private static List<String> ofFlags() {
        return Stream.of(Flag.values())
                .flatMap(flag -> flag.property().stream())
                .toList();
    }

    /** What bundles that ship read, the table left out. */
    private static Set<String> literals() throws IOException {
        Set<String> literals = new TreeSet<>();
        try (Stream<Path> bundles = Files.list(TOP)) {
            List<Path> roots = bundles.filter(
                            bundle -> isReader(bundle.getFileName().toString()))
                    .map(bundle -> bundle.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(PropertiesTest::read)
                            .forEach(text ->
                                    LITERAL.matcher(text).results().forEach(literal -> literals.add(literal.group(1))));
                }
            }
        }
        return literals;
    }

    private static boolean isReader(String bundle) {
        return bundle.startsWith(Bundles.ROOT) && !APIS.contains(bundle) && !bundle.equals(TABLE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
