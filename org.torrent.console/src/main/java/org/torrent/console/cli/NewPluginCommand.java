package org.torrent.console.cli;

import java.nio.file.Path;
import java.util.List;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.Arguments;
import org.torrent.console.author.NewPlugin;
import org.torrent.console.author.PluginName;
import org.torrent.console.text.SafeText;
import org.torrent.options.ExitStatus;
import org.torrent.options.Flag;
import org.torrent.options.RuntimeProperty;

/** {@code torrent plugin new}. */
final class NewPluginCommand implements CliCommand {
    private static final String NEW = "new";
    private static final String FIRST_KIND = "extension";

    private final CliContext context;

    NewPluginCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public int run(Arguments arguments) throws CommandFailure {
        List<String> words = arguments.operands();
        if (!words.get(0).equals(NEW)) {
            throw new CommandFailure(
                    ExitStatus.USAGE, "'" + words.get(0) + "' is nothing to do here: write plugin new NAME");
        }
        PluginName name = PluginName.of(words.get(1));
        String distribution = context.framework().property(RuntimeProperty.DISTRIBUTION.key());
        if (distribution == null) {
            throw new CommandFailure("templates are in the distribution (" + RuntimeProperty.DISTRIBUTION.key()
                    + "): start this with run/torrent");
        }
        NewPlugin plugin = new NewPlugin(name, arguments.value(Flag.KIND).orElse(FIRST_KIND), Path.of(distribution));
        for (String line : plugin.in(context.workingDirectory())) {
            context.out().println(SafeText.safe(line));
        }
        return ExitStatus.OK;
    }
}
