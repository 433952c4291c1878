package org.torrent.console.shell;

import org.torrent.api.TorrentHandle;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.FileRows;
import org.torrent.front.json.FileDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:files}. */
@Command(name = "torrent:files", description = "Show a torrent's files, with the names they have on disk.")
final class FilesCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.One torrent;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentHandle handle = torrent.in(context.session());
        if (json.isGiven()) {
            context.json(FileDocument.list(handle.id(), handle.files()));
        } else {
            context.print(FileRows.of(handle.files()));
        }
    }
}
