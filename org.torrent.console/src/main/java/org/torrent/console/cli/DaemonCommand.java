package org.torrent.console.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.torrent.console.CommandFailure;
import org.torrent.console.ExitStatus;
import org.torrent.console.args.HelpOption;
import org.torrent.console.transfer.LineView;
import org.torrent.console.transfer.TransferLoop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent daemon}. */
@Command(name = "daemon", description = "Run without a console until interrupted (SIGTERM, SIGINT).")
final class DaemonCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private HelpOption help;

    @Mixin
    private ListenOption listen;

    DaemonCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure {
        try (TransferLoop loop =
                new TransferLoop(context.sessions(), List.of(), new LineView(context.out()), context.nanoTime())) {
            context.sessions().require();
            if (listen.isGiven()) {
                loop.requireListening();
            }
            loop.runForever();
        } catch (InterruptedException e) {
            // that is how the daemon ends
        }
        return ExitStatus.OK;
    }
}
