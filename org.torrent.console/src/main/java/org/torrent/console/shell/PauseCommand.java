package org.torrent.console.shell;

import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:pause}. */
@Command(name = "torrent:pause", description = "Stop transferring and drop connections; survives a restart.")
final class PauseCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.Some torrents;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        torrents.each(context, (torrent, name) -> {
            Answers.await(torrent.pause(), name);
            context.print("paused: " + name);
        });
    }
}
