package org.torrent.console.cli;

import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.torrent.api.TorrentSession;
import org.torrent.console.CommandFailure;
import org.torrent.console.ExitStatus;
import org.torrent.console.args.HelpOption;
import org.torrent.console.args.TorrentOptions;
import org.torrent.console.create.TorrentWriter;
import org.torrent.console.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code torrent create}. */
@Command(name = "create", description = "Make a .torrent of a file or a directory.")
final class CreateCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    private final CliContext context;

    @Mixin
    private HelpOption help;

    @Mixin
    private TorrentOptions options;

    @Parameters(paramLabel = "PATH", description = "a file or a directory")
    private String path;

    CreateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            TorrentSession session = context.sessions().require();
            TorrentWriter writer = new TorrentWriter(context.workingDirectory());
            for (String line : writer.create(session, path, options, progress())) {
                context.out().println(Text.safe(line));
            }
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            throw new CommandFailure("interrupted before the torrent was made; nothing was written");
        }
    }

    /** A percentage on a terminal, where it is overwritten; printing one is cheap enough for a storage thread. */
    private DoubleConsumer progress() {
        if (!context.terminal()) {
            return share -> {};
        }
        int[] shown = {-1};
        return share -> {
            int percent = (int) (share * PERCENT);
            if (percent != shown[0]) {
                shown[0] = percent;
                context.out().print("\rhashing " + percent + " %" + (percent == PERCENT ? "\r\u001B[K" : ""));
                context.out().flush();
            }
        };
    }
}
