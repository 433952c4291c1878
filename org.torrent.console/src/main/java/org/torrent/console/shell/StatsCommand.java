package org.torrent.console.shell;

import org.torrent.console.CommandFailure;
import org.torrent.console.view.SessionLines;
import org.torrent.front.json.SessionDocument;
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
            context.json(SessionDocument.of(
                    context.session().snapshot(), context.session().listenAddress()));
        } else {
            context.print(SessionLines.of(context.session()));
        }
    }
}
