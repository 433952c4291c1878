package org.torrent.console.args;

import picocli.CommandLine.Option;

/** Every command's {@code --help}. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;
}
