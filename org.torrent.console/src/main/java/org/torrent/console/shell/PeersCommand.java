package org.torrent.console.shell;

import org.torrent.api.TorrentHandle;
import org.torrent.console.CommandFailure;
import org.torrent.console.view.PeerRows;
import org.torrent.front.json.PeerDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent:peers}. */
@Command(
        name = "torrent:peers",
        description = "Show a torrent's connections.",
        footer = {
            "",
            "FLAGS: > we dialled, < they dialled; I we are interested, C we choke them;",
            "i they are interested, c they choke us; F fast extension, E extended messages.",
            "ASKED: blocks we asked and they owe us / blocks they asked and we owe them."
        })
final class PeersCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.One torrent;

    @Mixin
    private JsonOption json;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentHandle handle = torrent.in(context.session());
        if (json.isGiven()) {
            context.json(PeerDocument.list(handle.id(), handle.peers()));
        } else {
            context.print(PeerRows.of(handle.peers()));
        }
    }
}
