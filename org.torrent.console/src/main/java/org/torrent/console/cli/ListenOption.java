package org.torrent.console.cli;

import org.torrent.console.args.ListenAddress;
import picocli.CommandLine.Option;

/** {@code --listen}, which the launcher has acted on; it is here for its errors and its help. */
final class ListenOption {
    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            converter = ListenAddress.Converter.class,
            description = "where to listen for peers; port 0 picks a free one")
    private ListenAddress listen;

    /** Whether the user asked for an address. */
    boolean isGiven() {
        return listen != null;
    }
}
