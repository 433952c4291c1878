package org.torrent.console.shell;

import org.torrent.api.TorrentHandle;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.TorrentLines;
import org.torrent.front.json.InfoDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:info}. */
@Command(name = "torrent:info", description = "Show everything about a torrent.")
final class InfoCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.One torrent;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentHandle handle = torrent.in(context.session());
        if (json.isGiven()) {
            context.json(InfoDocument.of(handle.snapshot(), handle.metainfo()));
        } else {
            context.print(TorrentLines.of(handle));
        }
    }
}
