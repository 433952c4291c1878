package org.torrent.console.cli;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.torrent.api.TorrentException;
import org.torrent.console.CommandFailure;
import org.torrent.console.text.Text;
import org.torrent.console.transfer.Download;

/** Tells of downloads that failed: one line on stderr for each. */
final class Failures {
    private Failures() {}

    /** Fails when one of them did. */
    static void check(CliContext context, List<Download> downloads) throws CommandFailure {
        List<CommandFailure> failures = downloads.stream()
                .flatMap(download -> download.failure().map(cause -> of(download, cause)).stream())
                .toList();
        for (int i = 0; i < failures.size() - 1; i++) {
            context.err().println("torrent: " + Text.oneLine(failures.get(i).getMessage()));
        }
        if (!failures.isEmpty()) {
            throw failures.get(failures.size() - 1);
        }
    }

    private static CommandFailure of(Download download, Throwable cause) {
        return of(download.name(), cause);
    }

    /** The line for a thing that failed; unexpected causes go to the log with it. */
    static CommandFailure of(String name, Throwable cause) {
        Throwable reason = cause;
        while ((reason instanceof CompletionException || reason instanceof ExecutionException)
                && reason.getCause() != null) {
            reason = reason.getCause();
        }
        if (reason instanceof TorrentException expected) {
            return new CommandFailure(name + ": " + expected.getMessage(), expected.getCause());
        }
        return new CommandFailure(name + ": " + reason, reason);
    }
}
