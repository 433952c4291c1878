package org.torrent.console.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.args.FlagSpecs;
import org.torrent.console.args.Parsing;
import org.torrent.options.ExitStatus;
import org.torrent.options.Flag;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The commands by name, and how one is called. A new command is a class, a line here and a method of TorrentCommands. */
final class ShellCommands {
    /** The commands' scope. */
    static final String SCOPE = "torrent";

    /** Gogo's variable: where a command without a scope is looked for, in this order. */
    static final String SCOPE_VARIABLE = "SCOPE";

    /** Commands are parsed by picocli and run here: their failures go to the shell as they are. */
    private static final ErrorLog NOT_EXECUTED = (message, cause) -> {
        throw new IllegalStateException(message, cause);
    };

    private static final Map<String, Supplier<ShellCommand>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("add", AddCommand::new);
        COMMANDS.put("connect", ConnectCommand::new);
        COMMANDS.put("list", ListCommand::new);
        COMMANDS.put("info", InfoCommand::new);
        COMMANDS.put("peers", PeersCommand::new);
        COMMANDS.put("files", FilesCommand::new);
        COMMANDS.put("trackers", TrackersCommand::new);
        COMMANDS.put("reannounce", ReannounceCommand::new);
        COMMANDS.put("pause", PauseCommand::new);
        COMMANDS.put("resume", ResumeCommand::new);
        COMMANDS.put("remove", RemoveCommand::new);
        COMMANDS.put("create", CreateCommand::new);
        COMMANDS.put("alerts", AlertsCommand::new);
        COMMANDS.put("plugins", PluginsCommand::new);
        COMMANDS.put("plugin", PluginCommand::new);
        COMMANDS.put("stats", StatsCommand::new);
        COMMANDS.put("dht", DhtCommand::new);
        COMMANDS.put("ban", BanCommand::new);
    }

    private ShellCommands() {}

    /** Every name, without the scope. */
    static List<String> names() {
        return List.copyOf(COMMANDS.keySet());
    }

    /** Parses the arguments and runs the command; {@code --help} prints its help instead. */
    static void run(String name, String[] arguments, ShellContext context) throws CommandFailure, InterruptedException {
        ShellCommand command = COMMANDS.get(name).get();
        CommandLine commandLine = commandLine(command, context.out());
        try {
            commandLine.parseArgs(joinAddresses(arguments));
            if (!CommandLine.printHelpIfRequested(commandLine.getParseResult())) {
                command.run(context);
            }
        } catch (ParameterException e) {
            String message = Parsing.usageMessage(e) + "; see torrent:" + name + " --help";
            throw new CommandFailure(ExitStatus.USAGE, message);
        }
        context.out().flush();
    }

    /** The command's options and parameters. */
    static CommandLine commandLine(String name) {
        return commandLine(COMMANDS.get(name).get(), System.out);
    }

    private static CommandLine commandLine(ShellCommand command, PrintStream out) {
        CommandLine commandLine = Parsing.configure(new CommandLine(command), out, out, NOT_EXECUTED);
        CommandSpec spec = commandLine.getCommandSpec();
        command.describe(spec);
        if (spec.findOption(Flag.HELP.longName()) == null) {
            FlagSpecs.add(spec, Flag.HELP);
        }
        return commandLine;
    }

    /** Gogo reads {@code [::1]:6881} as a list and a word: {@code ["::1"]} and {@code :6881}. Puts them together again. */
    static String[] joinAddresses(String[] arguments) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean address = i + 1 < arguments.length
                    && arguments[i].matches("\\[\"?[0-9A-Fa-f:.%]+\"?]")
                    && arguments[i + 1].matches(":[0-9]+");
            joined.add(address ? arguments[i].replace("\"", "") + arguments[++i] : arguments[i]);
        }
        return joined.toArray(String[]::new);
    }
}
