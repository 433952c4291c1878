package org.torrent.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's tables of flags, variables and properties are those of this bundle. */
class ReadmeFlagsTest {
    private static final Path TOP = Path.of("..");

    @Test
    void readme_shouldHaveEveryFlagAsItIs() throws IOException {
        String table = Stream.of(Flag.values()).map(ReadmeFlagsTest::row).collect(Collectors.joining("\n"));

        assertThat(between(TOP.resolve("README.md"), "<!-- flags -->", "<!-- end of flags -->"))
                .as("README.md, the table of flags: put the one of org.torrent.options.Flag there")
                .isEqualTo("| flag | of | does |\n|---|---|---|\n" + table);
    }

    @Test
    void readme_shouldHaveEveryCommand() throws IOException {
        String readme = Files.readString(TOP.resolve("README.md"));

        assertThat(Command.values()).allSatisfy(command -> assertThat(readme)
                .as("README.md, the table of calls")
                .contains("| `" + ("run/torrent " + command.word()).strip() + end(command)));
    }

    @Test
    void pageOfTheDistribution_shouldHaveEveryPropertyAndVariable() throws IOException {
        String variables = Stream.of(EnvironmentVariable.values())
                .map(variable -> "| `" + variable.key() + "` | " + variable.meaning() + " |")
                .collect(Collectors.joining("\n"));
        String properties = Stream.of(RuntimeProperty.values())
                .map(property -> "| `" + property.key() + "` | " + property.meaning() + " |")
                .collect(Collectors.joining("\n"));
        String ofFlags = Stream.of(Flag.values())
                .flatMap(flag -> flag.property().stream()
                        .map(property -> "| `" + property + "` | `" + flag.longName() + "`: " + flag.meaning() + " |"))
                .collect(Collectors.joining("\n"));

        assertThat(between(TOP.resolve("run/README.md"), "<!-- properties -->", "<!-- end of properties -->"))
                .as("run/README.md, the table of properties: put the one of org.torrent.options there")
                .isEqualTo("| variable, property | is |\n|---|---|\n" + variables + "\n" + properties + "\n" + ofFlags);
    }

    private static String row(Flag flag) {
        String label =
                flag.form().map(form -> " " + form.label().replace("|", "\\|")).orElse("");
        String names = flag.names().stream().collect(Collectors.joining("`, `"));
        String commands = flag.commands().size() == Command.values().length
                ? "all"
                : Stream.of(Command.values())
                        .filter(flag.commands()::contains)
                        .map(command -> command == Command.CONSOLE ? "the console" : command.word())
                        .collect(Collectors.joining(", "));
        return "| `" + names + label + "` | " + commands + " | " + flag.meaning() + " |";
    }

    /** What follows the command's name in the table of calls: what it works on, or nothing. */
    private static String end(Command command) {
        return command.operand()
                .map(operand -> " " + operand.label() + (operand.repeatable() ? "..." : ""))
                .orElse("`");
    }

    private static String between(Path page, String start, String end) throws IOException {
        String text = Files.readString(page);
        assertThat(text).as("the marks around the table in %s", page).contains(start, end);
        return text.substring(text.indexOf(start) + start.length(), text.indexOf(end))
                .strip();
    }
}
