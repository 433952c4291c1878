package org.torrent.console.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.torrent.console.CommandFailure;
import org.torrent.console.SourceOpener;
import org.torrent.console.WorkingDirectory;
import org.torrent.console.args.Arguments;
import org.torrent.console.text.Human;
import org.torrent.console.transfer.DownloadJob;
import org.torrent.console.transfer.ProgressView;
import org.torrent.console.transfer.TransferLoop;
import org.torrent.front.source.Source;
import org.torrent.options.ExitStatus;
import org.torrent.options.Flag;

/** One run of {@code torrent get}: opens the sources, waits until all are complete and durable, then may seed. */
final class GetJob {
    private final CliContext context;
    private final ProgressView view;
    private final long timeoutSeconds;
    private final long deadlineNanos;
    private final List<DownloadJob> downloads = new ArrayList<>();
    private final Set<DownloadJob> reported = new LinkedHashSet<>();

    GetJob(CliContext context, ProgressView view, long timeoutSeconds) {
        this.context = context;
        this.view = view;
        this.timeoutSeconds = timeoutSeconds;
        this.deadlineNanos = context.nanoTime().getAsLong() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    }

    int run(Arguments arguments) throws CommandFailure {
        List<InetSocketAddress> peers = arguments.peers();
        try {
            open(arguments.operands(), arguments.value(Flag.DIR).orElse("."), peers);
            context.sessions().require();
            return transfer(arguments.listens(), arguments.has(Flag.SEED));
        } catch (InterruptedException e) {
            throw new CommandFailure("interrupted; " + unfinished() + "; the same command resumes it");
        }
    }

    private void open(List<String> sources, String into, List<InetSocketAddress> peers)
            throws CommandFailure, InterruptedException {
        Path directory = WorkingDirectory.resolve(context.workingDirectory(), into);
        make(directory);
        SourceOpener opener = context.sources();
        for (String text : sources) {
            Source source = open(opener, text);
            downloads.add(
                    new DownloadJob(source, source.into(directory).peers(peers).build()));
        }
    }

    /** Whether it can be written to is found out when it has to be: complete files need not be. */
    private static void make(Path directory) throws CommandFailure {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new CommandFailure(
                    "can't make the directory " + directory + "; choose another with " + Flag.DIR.longName(), e);
        }
    }

    private Source open(SourceOpener opener, String text) throws CommandFailure, InterruptedException {
        try {
            return opener.open(text, Duration.ofNanos(Math.max(1, nanosLeft())));
        } catch (CommandFailure failure) {
            if (nanosLeft() <= 0) {
                throw timedOut(failure.getMessage());
            }
            throw failure;
        }
    }

    private int transfer(int listens, boolean seed) throws CommandFailure, InterruptedException {
        try (TransferLoop loop =
                new TransferLoop(context.sessions(), downloads, view, context::warn, context.nanoTime())) {
            loop.requireListening(listens);
            if (!loop.runUntil(this::isOver, deadlineNanos)) {
                throw timedOut(
                        unfinished() + loop.lastTrouble().map(t -> "; " + t).orElse(""));
            }
            Failures.check(context, downloads);
            if (seed) {
                seed(loop);
            }
            return ExitStatus.OK;
        }
    }

    private void seed(TransferLoop loop) throws CommandFailure {
        view.line("seeding until interrupted");
        try {
            loop.runForever();
        } catch (InterruptedException e) {
            // that is how seeding ends
        }
    }

    /** Also tells, once each, of what is complete. */
    private boolean isOver() {
        for (DownloadJob download : downloads) {
            if (download.isComplete() && reported.add(download)) {
                view.line("complete: " + download.request().directory().resolve(download.name()));
            }
        }
        return downloads.stream().allMatch(DownloadJob::isSettled);
    }

    private long nanosLeft() {
        return deadlineNanos - context.nanoTime().getAsLong();
    }

    private CommandFailure timedOut(String detail) {
        return new CommandFailure(
                ExitStatus.TIME_OUT, "timed out after " + Human.seconds(timeoutSeconds) + "; " + detail);
    }

    private String unfinished() {
        List<String> names = downloads.stream()
                .filter(download -> !download.isComplete())
                .map(GetJob::progress)
                .toList();
        return names.isEmpty() ? "nothing was started" : String.join(", ", names);
    }

    private static String progress(DownloadJob download) {
        return download.snapshot()
                .filter(torrent -> torrent.wantedBytes() >= 0)
                .map(torrent -> torrent.name() + " is " + Human.percent(torrent.doneBytes(), torrent.wantedBytes())
                        + " complete")
                .orElseGet(() -> download.name() + " has no metadata yet");
    }
}
