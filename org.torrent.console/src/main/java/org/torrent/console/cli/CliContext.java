package org.torrent.console.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.torrent.console.CommandFailure;
import org.torrent.console.ErrorLog;
import org.torrent.console.Sessions;
import org.torrent.console.SourceOpener;
import org.torrent.console.StandardOutput;
import org.torrent.console.text.SafeText;
import org.torrent.front.source.HttpAccess;
import org.torrent.front.source.Sources;

/**
 * What the commands work with.
 *
 * @param sessions the way to the session
 * @param http the way to the HTTP client
 * @param framework what only a running framework can do
 * @param log takes what is not for the terminal
 * @param output stdout and stderr
 * @param terminal whether a person sits at both ends
 * @param workingDirectory where relative paths start
 * @param nanoTime a clock
 */
record CliContext(
        Sessions sessions,
        HttpAccess http,
        Framework framework,
        ErrorLog log,
        StandardOutput output,
        boolean terminal,
        Path workingDirectory,
        LongSupplier nanoTime) {

    /** Stdout. */
    PrintStream out() {
        return output.out();
    }

    /** Stderr. */
    PrintStream err() {
        return output.err();
    }

    /** Warns in a line on stderr. */
    void warn(String line) {
        err().println("torrent: warning: " + SafeText.oneLine(line));
        err().flush();
    }

    /** Opens what the user names. */
    SourceOpener sources() {
        return new SourceOpener(Sources.all(workingDirectory, http), this::warn);
    }

    /** What only a running framework can do. */
    interface Framework {
        /** A property of the framework or the system; null for none. */
        String property(String name);

        /** Runs the console until its end, and returns its exit status; the output is that of one without a terminal. */
        int runConsole(boolean terminal, StandardOutput output) throws CommandFailure, InterruptedException;
    }
}
