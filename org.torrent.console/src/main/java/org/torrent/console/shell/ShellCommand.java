package org.torrent.console.shell;

import org.torrent.console.CommandFailure;
import picocli.CommandLine.Model.CommandSpec;

/** One command of the console: a picocli command whose options are parsed before it runs. Made anew for each call. */
interface ShellCommand {
    /** Adds to the model what annotations don't say. */
    default void describe(CommandSpec description) {}

    /** Does it, on the thread of the shell; that is interrupted when the user gives up. */
    void run(ShellContext context) throws CommandFailure, InterruptedException;
}
