package org.torrent.console.args;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.text.SafeText;
import org.torrent.model.UrlText;
import org.torrent.options.ExitStatus;
import org.torrent.options.RuntimeProperty;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Sets picocli up so that every failure is one clear line on stderr and a status of {@link ExitStatus}. */
public final class Parsing {
    private static final int HELP_COLUMNS = 100;

    private Parsing() {}

    /** Prepares a command line that prints to these streams, without escape sequences. */
    public static CommandLine configure(CommandLine commandLine, PrintStream out, PrintStream err, ErrorLog log) {
        return commandLine
                .setOut(writer(out))
                .setErr(writer(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(false)
                .setParameterExceptionHandler((failure, arguments) -> tellUsage(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command, log));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int tellUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        print(command, name + ": " + usageMessage(failure) + "; see " + name + " --help");
        return ExitStatus.USAGE;
    }

    /** What is wrong with the arguments, in one line, without the passwords that are in them. */
    public static String usageMessage(ParameterException failure) {
        return UrlText.inText(message(failure));
    }

    private static String message(ParameterException failure) {
        String message = SafeText.oneLine(failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            message = SafeText.oneLine("unknown command or surplus argument '"
                    + unmatched.getUnmatched().get(0) + "'");
        }
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static int tell(Exception failure, CommandLine command, ErrorLog log) {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof CommandFailure expected) {
            if (expected.getCause() != null) {
                log.log(name + ": " + expected.getMessage(), expected.getCause());
            }
            print(command, name + ": " + SafeText.oneLine(expected.getMessage()));
            return expected.status();
        }
        if (failure instanceof InterruptedException) {
            print(command, name + ": interrupted");
            return ExitStatus.FAILURE;
        }
        log.log(name + " failed", failure);
        print(
                command,
                name + ": internal error, please report it; details are in the log: "
                        + SafeText.oneLine(failure.toString()));
        return ExitStatus.FAILURE;
    }

    /** A command that was interrupted because somebody ended the process, and said why, has nothing to add. */
    private static void print(CommandLine command, String line) {
        if (System.getProperty(RuntimeProperty.EXIT_STATUS.key()) == null) {
            command.getErr().println(line);
        }
    }
}
