package org.torrent.console.shell;

import org.torrent.console.CommandFailure;
import org.torrent.console.args.TorrentOptions;
import org.torrent.console.create.TorrentWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code torrent:create}. */
@Command(name = "torrent:create", description = "Make a .torrent of a file or a directory.")
final class CreateCommand implements ShellCommand {
    @Mixin
    private TorrentOptions options;

    @Parameters(paramLabel = "PATH", description = "a file or a directory")
    private String path;

    @Override
    public void run(ShellContext context) throws CommandFailure, InterruptedException {
        TorrentWriter writer = new TorrentWriter(context.workingDirectory());
        writer.create(context.session(), path, options, share -> {}).forEach(context::print);
    }
}
