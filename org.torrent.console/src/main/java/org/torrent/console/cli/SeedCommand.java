package org.torrent.console.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.console.CommandFailure;
import org.torrent.console.ExitStatus;
import org.torrent.console.WorkingDirectory;
import org.torrent.console.args.HelpOption;
import org.torrent.console.text.Human;
import org.torrent.console.text.Text;
import org.torrent.console.transfer.DownloadJob;
import org.torrent.console.transfer.ProgressView;
import org.torrent.console.transfer.TransferLoop;
import org.torrent.front.source.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code torrent seed}. */
@Command(name = "seed", description = "Check the data that is there, then seed it until interrupted.")
final class SeedCommand implements Callable<Integer> {
    private static final Set<TorrentState> CHECKED =
            EnumSet.of(TorrentState.DOWNLOADING, TorrentState.SEEDING, TorrentState.WAITING, TorrentState.ERROR);

    private final CliContext context;

    @Mixin
    private HelpOption help;

    @Mixin
    private TransferOptions options;

    @Parameters(paramLabel = "TORRENT", description = "a .torrent file, a magnet link or a URL")
    private String torrent;

    SeedCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            seed();
        } catch (InterruptedException e) {
            // that is how seeding ends
        }
        return ExitStatus.OK;
    }

    private void seed() throws CommandFailure, InterruptedException {
        Path directory = WorkingDirectory.resolve(context.workingDirectory(), options.directory());
        Source source = context.sources().open(torrent);
        DownloadJob download = new DownloadJob(
                source, source.into(directory).peers(options.peers()).build());
        context.sessions().require();
        ProgressView view = Views.choose(context, false);
        try (TransferLoop loop = new TransferLoop(context.sessions(), List.of(download), view, context.nanoTime())) {
            if (options.isListenGiven()) {
                loop.requireListening();
            }
            long never = context.nanoTime().getAsLong() + TimeUnit.DAYS.toNanos(3_650);
            loop.runUntil(() -> isChecked(download), never);
            Failures.check(context, List.of(download));
            report(download, view);
            loop.runForever();
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
                    .println(Text.safe("torrent seed: warning: only " + sizes + " of " + snapshot.name() + " is in "
                            + snapshot.directory() + ": check --dir; what is missing is fetched if a peer has it"));
        }
    }
}
