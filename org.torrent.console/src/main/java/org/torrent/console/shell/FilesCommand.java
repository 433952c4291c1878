package org.torrent.console.shell;

import org.torrent.console.CommandFailure;
import org.torrent.console.view.FileRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:files}. */
@Command(name = "torrent:files", description = "Show a torrent's files, with the names they have on disk.")
final class FilesCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.One torrent;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        context.print(FileRows.of(torrent.in(context.session()).files()));
    }
}
