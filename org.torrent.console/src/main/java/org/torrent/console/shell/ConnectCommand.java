package org.torrent.console.shell;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.api.TorrentHandle;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.PeerAddress;
import org.torrent.console.text.Human;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code torrent:connect}. */
@Command(name = "torrent:connect", description = "Dial these peers now, whatever their back-off.")
final class ConnectCommand implements ShellCommand {
    @Mixin
    private TorrentSelector.One torrent;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "H:P",
            converter = PeerAddress.class,
            description = "addresses, IPv6 as [::1]:6881")
    private List<InetSocketAddress> peers;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentHandle handle = torrent.in(context.session());
        handle.connect(peers);
        context.print("dialling " + Human.count(peers.size(), "peer") + " for "
                + handle.snapshot().name());
    }
}
