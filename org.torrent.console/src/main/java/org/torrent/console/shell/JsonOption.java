package org.torrent.console.shell;

import picocli.CommandLine.Option;

/** {@code --json}: one document on one line, of the schema in docs/console-json.md. */
final class JsonOption {
    @Option(names = "--json", description = "one JSON document on one line")
    private boolean json;

    boolean isGiven() {
        return json;
    }
}
