package org.torrent.console.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.console.CommandFailure;
import org.torrent.console.WorkingDirectory;
import org.torrent.console.args.Arguments;
import org.torrent.console.text.Human;
import org.torrent.console.text.SafeText;
import org.torrent.console.transfer.DownloadJob;
import org.torrent.console.transfer.ProgressView;
import org.torrent.console.transfer.TransferLoop;
import org.torrent.front.source.Source;
import org.torrent.options.ExitStatus;
import org.torrent.options.Flag;

/** {@code torrent seed}. */
final class SeedCommand implements CliCommand {
    private static final Set<TorrentState> CHECKED =
            EnumSet.of(TorrentState.DOWNLOADING, TorrentState.SEEDING, TorrentState.WAITING, TorrentState.ERROR);

    private final CliContext context;

    SeedCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public int run(Arguments arguments) throws CommandFailure {
        try {
            seed(arguments);
        } catch (InterruptedException e) {
            // that is how seeding ends
        }
        return ExitStatus.OK;
    }

    private void seed(Arguments arguments) throws CommandFailure, InterruptedException {
        List<InetSocketAddress> peers = arguments.peers();
        Path directory = WorkingDirectory.resolve(
                context.workingDirectory(), arguments.value(Flag.DIR).orElse("."));
        Source source = context.sources().open(arguments.operands().get(0));
        DownloadJob download =
                new DownloadJob(source, source.into(directory).peers(peers).build());
        context.sessions().require();
        ProgressView view = Views.choose(context, false);
        try (TransferLoop loop =
                new TransferLoop(context.sessions(), List.of(download), view, context::warn, context.nanoTime())) {
            loop.requireListening(arguments.listens());
            long never = context.nanoTime().getAsLong() + TimeUnit.DAYS.toNanos(3_650);
            loop.runUntil(() -> isChecked(download), never);
            Failures.check(context, List.of(download));
            report(download, view);
            loop.runUntil(() -> download.failure().isPresent(), never);
            Failures.check(context, List.of(download));
        }
    }

    private static boolean isChecked(DownloadJob download) {
        return download.isSettled()
                || download.snapshot()
                        .filter(snapshot -> CHECKED.contains(snapshot.state()))
                        .isPresent();
    }

    private void report(DownloadJob download, ProgressView view) {
        TorrentSnapshot snapshot = download.snapshot().orElseThrow();
        String sizes = Human.bytes(snapshot.doneBytes()) + " of " + Human.bytes(snapshot.wantedBytes());
        view.line("seeding " + snapshot.name() + ": " + sizes);
        if (snapshot.doneBytes() < snapshot.wantedBytes()) {
            context.err()
                    .println(SafeText.safe("torrent seed: warning: only " + sizes + " of " + snapshot.name() + " is in "
                            + snapshot.directory() + ": check --dir; what is missing is fetched if a peer has it"));
        }
    }
}
