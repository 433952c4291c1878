package org.torrent.console.cli;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.console.args.PeerAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code get} and {@code seed} have in common. */
final class TransferOptions {
    @Option(
            names = "--dir",
            paramLabel = "D",
            defaultValue = ".",
            description = "the content is D/<torrent's name> (default: the current directory)")
    private String directory;

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            converter = PeerAddress.class,
            description = "a peer to dial, IPv6 as [::1]:6881; repeat for several")
    private List<InetSocketAddress> peers = List.of();

    @Mixin
    private ListenOption listen;

    String directory() {
        return directory;
    }

    List<InetSocketAddress> peers() {
        return List.copyOf(peers);
    }

    boolean isListenGiven() {
        return listen.isGiven();
    }
}
