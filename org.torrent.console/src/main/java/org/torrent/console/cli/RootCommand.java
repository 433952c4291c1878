package org.torrent.console.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.torrent.api.TorrentSession;
import org.torrent.console.CommandFailure;
import org.torrent.console.ExitStatus;
import org.torrent.console.Limits;
import org.torrent.console.transfer.LineView;
import org.torrent.console.transfer.TransferLoop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code torrent} itself: the console. */
@Command(
        name = "torrent",
        description = "A BitTorrent runtime. Without a command it starts the console: commands from stdin.",
        footer = {
            "",
            "Exit status: 0 done, 1 failed or interrupted before, 2 wrong usage, 3 timed out.",
            "State is kept in TORRENT_HOME. See 'torrent COMMAND --help'."
        },
        versionProvider = Version.class,
        subcommands = {GetCommand.class, SeedCommand.class, CreateCommand.class, DemoCommand.class, DaemonCommand.class
        })
final class RootCommand implements Callable<Integer> {
    private final CliContext context;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;

    @Mixin
    private ListenOption listen;

    RootCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            if (listen.isGiven()) {
                announce();
            }
            context.framework().runConsole(context.terminal());
        } catch (InterruptedException e) {
            // that is how the console ends when the framework is stopped
        }
        return ExitStatus.OK;
    }

    /** Only on request: what programs read from the console is answers. */
    private void announce() throws CommandFailure, InterruptedException {
        TorrentSession session = context.sessions().require();
        long deadline = context.nanoTime().getAsLong() + Limits.SESSION_APPEARS.toNanos();
        try (TransferLoop loop =
                new TransferLoop(context.sessions(), List.of(), new LineView(context.out()), context.nanoTime())) {
            loop.requireListening();
            if (!loop.runUntil(() -> session.listenAddress().isPresent(), deadline)) {
                context.err().println("torrent: warning: not listening yet; see torrent:stats");
            }
        }
    }
}
