package org.torrent.console.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code torrent get}. */
@Command(name = "get", description = "Download .torrent files, magnet links or http(s) URLs of .torrent files.")
final class GetCommand implements Callable<Integer> {
    private static final long MAX_TIMEOUT_SECONDS = TimeUnit.DAYS.toSeconds(3_650);

    private final CliContext context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Mixin
    private TransferOptions options;

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "a .torrent file, a magnet link or a URL")
    private List<String> sources;

    @Option(names = "--seed", description = "go on seeding when complete, until interrupted")
    private boolean seed;

    @Option(names = "--timeout", paramLabel = "S", description = "give up after so many seconds (exit status 3)")
    private Long timeoutSeconds;

    @Option(names = "--json", description = "print the session's alerts, one JSON document a line")
    private boolean json;

    GetCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (timeoutSeconds != null && (timeoutSeconds <= 0 || timeoutSeconds > MAX_TIMEOUT_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--timeout takes a number of seconds from 1 to " + MAX_TIMEOUT_SECONDS);
        }
        long seconds = timeoutSeconds == null ? MAX_TIMEOUT_SECONDS : timeoutSeconds;
        GetJob job = new GetJob(context, Views.choose(context, json), seconds);
        return job.run(sources, options, seed);
    }
}
