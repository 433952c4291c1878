package org.torrent.console.cli;

import java.util.concurrent.Callable;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.Arguments;
import org.torrent.console.args.FlagSpecs;
import org.torrent.console.args.Parsing;
import org.torrent.options.Command;
import org.torrent.options.EnvironmentVariable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the commands of the table and runs the one that is asked for. */
final class Commands {
    private static final String PROGRAM = "torrent";

    private Commands() {}

    static int run(CliContext context, String... arguments) {
        int status = Parsing.configure(commandLine(context), context.out(), context.err(), context.log())
                .execute(arguments);
        return context.output().statusAfter(status);
    }

    /** The program with its commands. */
    static CommandLine commandLine(CliContext context) {
        CommandLine program = commandLine(context, Command.CONSOLE, PROGRAM);
        program.getCommandSpec().versionProvider(new Version());
        program.getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "Exit status: 0 done, 1 failed or interrupted before, 2 wrong usage, 3 timed out.",
                        "State is kept in " + EnvironmentVariable.HOME.key() + ". See 'torrent COMMAND --help'.");
        for (Command command : Command.values()) {
            if (command != Command.CONSOLE) {
                program.addSubcommand(commandLine(context, command, command.word()));
            }
        }
        return program;
    }

    private static CommandLine commandLine(CliContext context, Command command, String name) {
        Call call = new Call(code(context, command));
        call.spec = FlagSpecs.describe(CommandSpec.wrapWithoutInspection(call).name(name), command);
        return new CommandLine(call.spec);
    }

    private static CliCommand code(CliContext context, Command command) {
        return switch (command) {
            case CONSOLE -> new ConsoleCommand(context);
            case GET -> new GetCommand(context);
            case SEED -> new SeedCommand(context);
            case CREATE -> new CreateCommand(context);
            case PLUGIN -> new NewPluginCommand(context);
            case DEMO -> new DemoCommand(context);
            case DAEMON -> new DaemonCommand(context);
        };
    }

    /** What picocli calls: reads the arguments, then runs the command. */
    private static final class Call implements Callable<Integer> {
        private final CliCommand code;
        private CommandSpec spec;

        private Call(CliCommand code) {
            this.code = code;
        }

        @Override
        public Integer call() throws CommandFailure {
            return code.run(new Arguments(spec.commandLine()));
        }
    }
}
