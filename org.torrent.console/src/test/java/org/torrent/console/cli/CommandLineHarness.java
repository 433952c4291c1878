package org.torrent.console.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.torrent.console.Sessions;
import org.torrent.console.StandardOutput;
import org.torrent.options.RuntimeProperty;

/** Runs the command line on a session of the test's. */
final class CommandLineHarness {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<Throwable> logged = new ArrayList<>();
    OutputStream standardOutput = out;
    String consolePrints = "";
    String distribution;
    int consoleStatus;
    boolean terminal;
    boolean consoleRan;
    LongSupplier nanoTime = System::nanoTime;

    private final Sessions sessions;
    private final Path directory;

    CommandLineHarness(Sessions sessions, Path directory) {
        this.sessions = sessions;
        this.directory = directory;
    }

    int run(String... arguments) {
        CliContext.Framework framework = new CliContext.Framework() {
            @Override
            public String property(String name) {
                return name.equals(RuntimeProperty.DISTRIBUTION.key()) ? distribution : null;
            }

            @Override
            public int runConsole(boolean onTerminal, StandardOutput output) {
                consoleRan = true;
                output.out().print(consolePrints);
                return consoleStatus;
            }
        };
        return Commands.run(
                new CliContext(
                        sessions,
                        atMost -> Optional.empty(),
                        framework,
                        (message, cause) -> logged.add(cause),
                        new StandardOutput(standardOutput, err, Thread.currentThread()::interrupt),
                        terminal,
                        directory,
                        nanoTime),
                arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
