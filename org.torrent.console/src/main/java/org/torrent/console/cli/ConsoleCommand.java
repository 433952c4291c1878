package org.torrent.console.cli;

import java.util.List;
import org.torrent.api.TorrentSession;
import org.torrent.console.CommandFailure;
import org.torrent.console.Limits;
import org.torrent.console.args.Arguments;
import org.torrent.console.transfer.LineView;
import org.torrent.console.transfer.TransferLoop;
import org.torrent.options.ExitStatus;
import org.torrent.options.Flag;

/** {@code torrent} itself: the console. */
final class ConsoleCommand implements CliCommand {
    private final CliContext context;

    ConsoleCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public int run(Arguments arguments) throws CommandFailure {
        try {
            if (arguments.has(Flag.LISTEN)) {
                announce(arguments.listens());
            }
            return context.framework().runConsole(context.terminal(), context.output());
        } catch (InterruptedException e) {
            // that is how the console ends when the framework is stopped
        }
        return ExitStatus.OK;
    }

    /** Only on request: what programs read from the console is answers. */
    private void announce(int addresses) throws CommandFailure, InterruptedException {
        TorrentSession session = context.sessions().require();
        long deadline = context.nanoTime().getAsLong() + Limits.SESSION_APPEARS.toNanos();
        try (TransferLoop loop =
                new TransferLoop(context.sessions(), List.of(), new LineView(context.out()), context.nanoTime())) {
            loop.requireListening(addresses);
            if (!loop.runUntil(() -> session.listenAddresses().size() >= addresses, deadline)) {
                context.err().println("torrent: warning: not listening yet; see torrent:stats");
            }
        }
    }
}
