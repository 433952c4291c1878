package org.torrent.console.shell;

import org.torrent.console.Answers;
import org.torrent.console.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code torrent:remove}. */
@Command(name = "torrent:remove", description = "Forget a torrent; its files stay unless --data is given.")
final class RemoveCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.Some torrents;

    @Option(names = "--data", description = "delete its files too")
    private boolean data;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        torrents.each(context, (torrent, name) -> {
            Answers.await(torrent.remove(data), name);
            context.print("removed" + (data ? " with its files: " : ": ") + name);
        });
    }
}
