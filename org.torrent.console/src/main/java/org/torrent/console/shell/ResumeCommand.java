package org.torrent.console.shell;

import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:resume}. */
@Command(name = "torrent:resume", description = "Go on after a pause, or try again after an error.")
final class ResumeCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.Some torrents;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        torrents.each(context, (torrent, name) -> {
            Answers.await(torrent.resume(), name);
            context.print("resumed: " + name);
        });
    }
}
