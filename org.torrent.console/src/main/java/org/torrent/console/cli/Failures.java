package org.torrent.console.cli;

import java.util.List;
import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import org.torrent.console.text.SafeText;
import org.torrent.console.transfer.DownloadJob;

/** Tells of downloads that failed: one line on stderr for each. */
final class Failures {
    private Failures() {}

    /** Fails when one of them did. */
    static void check(CliContext context, List<DownloadJob> downloads) throws CommandFailure {
        List<CommandFailure> failures = downloads.stream()
                .flatMap(download -> download.failure().map(cause -> Answers.failure(download.name(), cause)).stream())
                .toList();
        for (int i = 0; i < failures.size() - 1; i++) {
            context.err().println("torrent: " + SafeText.oneLine(failures.get(i).getMessage()));
        }
        if (!failures.isEmpty()) {
            throw failures.get(failures.size() - 1);
        }
    }
}
