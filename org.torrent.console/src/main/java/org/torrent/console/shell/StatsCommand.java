package org.torrent.console.shell;

import org.torrent.console.CommandFailure;
import org.torrent.console.view.SessionView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:stats}. */
@Command(name = "torrent:stats", description = "Show the session's totals and where it listens.")
final class StatsCommand implements ShellCommand {
    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        if (json.isGiven()) {
            context.json(SessionView.document(context.session()));
        } else {
            context.print(SessionView.lines(context.session()));
        }
    }
}
