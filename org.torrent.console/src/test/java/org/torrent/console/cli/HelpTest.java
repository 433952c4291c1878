package org.torrent.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrent.console.FakeSession;
import org.torrent.options.Command;
import org.torrent.options.Flag;

/** Help says what the table of flags says, no less and no more. */
class HelpTest {
    private static final Pattern FLAG = Pattern.compile("(?m)^  (?:    |(-\\w), )(--[a-z-]+)(?:=(\\S+))?(?=\\s)");

    @ParameterizedTest
    @EnumSource(Command.class)
    void help_shouldShowTheFlagsOfTheTable(Command command) {
        CommandLineHarness harness = new CommandLineHarness(new FakeSession().here(), Path.of("/"));

        harness.run((command.word() + " --help").strip().split(" "));

        List<String> shown =
                FLAG.matcher(harness.out()).results().map(HelpTest::shown).toList();
        assertThat(shown)
                .as(harness.out())
                .containsExactlyInAnyOrderElementsOf(
                        Flag.of(command).stream().map(HelpTest::expected).toList());
        assertThat(harness.out().replaceAll("\\s+", " ")).contains(words(command));
    }

    private static List<String> words(Command command) {
        return Stream.of(
                        Stream.of(command.meaning()),
                        Flag.of(command).stream().map(Flag::meaning),
                        command.operand().stream().flatMap(operand -> Stream.of(operand.label(), operand.meaning())))
                .flatMap(words -> words)
                .toList();
    }

    private static String shown(MatchResult flag) {
        String shortName = flag.group(1) == null ? "" : flag.group(1) + " ";
        return shortName + flag.group(2) + (flag.group(3) == null ? "" : " " + flag.group(3));
    }

    private static String expected(Flag flag) {
        return String.join(" ", flag.names())
                + flag.form().map(form -> " " + form.label()).orElse("");
    }
}
