package org.torrent.console.cli;

import java.util.List;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.Arguments;
import org.torrent.console.transfer.LineView;
import org.torrent.console.transfer.TransferLoop;
import org.torrent.options.ExitStatus;

/** {@code torrent daemon}. */
final class DaemonCommand implements CliCommand {
    private final CliContext context;

    DaemonCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public int run(Arguments arguments) throws CommandFailure {
        try (TransferLoop loop = new TransferLoop(
                context.sessions(), List.of(), new LineView(context.out()), context::warn, context.nanoTime())) {
            context.sessions().require();
            loop.requireListening(arguments.listens());
            loop.runForever();
        } catch (InterruptedException e) {
            // that is how the daemon ends
        }
        return ExitStatus.OK;
    }
}
