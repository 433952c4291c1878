package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginCommand;
import org.torrent.options.Flag;
import picocli.CommandLine.Model.OptionSpec;

/** What Gogo's own help says of a command is what the command takes. */
class DescriptorsTest {
    private static final Pattern FLAG = Pattern.compile("(?<=\\[)--?[a-z-]+");

    @Test
    void methods_shouldBeTheCommands() {
        assertThat(commands()).extracting(Method::getName).containsExactlyInAnyOrderElementsOf(ShellCommands.names());
    }

    @Test
    void descriptors_shouldNameTheFlagsOfTheCommand() {
        assertThat(commands()).allSatisfy(method -> {
            String text =
                    method.getParameters()[1].getAnnotation(Descriptor.class).value();
            List<String> described =
                    FLAG.matcher(text).results().map(MatchResult::group).toList();
            List<OptionSpec> options = ShellCommands.commandLine(method.getName()).getCommandSpec().options().stream()
                    .filter(option -> !option.longestName().equals(Flag.HELP.longName()))
                    .toList();
            assertThat(described).as(method.getName()).hasSameSizeAs(options);
            assertThat(options).as(method.getName()).allMatch(option -> Stream.of(option.names())
                    .anyMatch(described::contains));
        });
    }

    @Test
    void actions_shouldBeNamedWhereverSomebodyLooks() throws Exception {
        String actions = Stream.of(PluginCommand.Action.values())
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
        Method plugin = TorrentCommands.class.getMethod("plugin", CommandSession.class, String[].class);
        assertThat(plugin.getParameters()[1].getAnnotation(Descriptor.class).value())
                .contains("[" + actions + "]");
        assertThat(ShellCommands.commandLine("plugin").getCommandSpec().positionalParameters())
                .extracting(parameter -> parameter.paramLabel())
                .contains(actions);
        assertThat(JlineCompletion.actions())
                .extracting(Candidate::value)
                .containsExactly("enable", "disable", "reset", "forget");
        assertThat(JlineCompletion.describe("plugin"))
                .filteredOn(data -> data.options == null)
                .extracting(data -> data.argument)
                .containsExactly("__plugins", "__pluginactions", "__torrents");
        assertThat(JlineCompletion.describe("trackers"))
                .filteredOn(data -> data.options == null)
                .extracting(data -> data.argument)
                .containsExactly("__torrents", "__trackeractions");
    }

    private static List<Method> commands() {
        return Stream.of(TorrentCommands.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList();
    }
}
