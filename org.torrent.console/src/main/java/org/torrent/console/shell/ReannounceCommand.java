package org.torrent.console.shell;

import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:reannounce}. */
@Command(
        name = "torrent:reannounce",
        description = "Ask trackers for peers now, or as soon as they allow it; also those that said not to ask again.")
final class ReannounceCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.Some torrents;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        torrents.each(context, (torrent, name) -> {
            Answers.await(torrent.reannounce(), name);
            context.print("asking the trackers of " + name);
        });
    }
}
