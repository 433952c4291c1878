package org.torrent.console.cli;

import org.torrent.console.CommandFailure;
import org.torrent.console.args.Arguments;

/** One command of the command line. Made anew for each call; runs on the caller's thread. */
interface CliCommand {
    /**
     * Does it.
     *
     * @return a status of {@link org.torrent.options.ExitStatus}
     */
    int run(Arguments arguments) throws CommandFailure;
}
