package org.torrent.console.cli;

import java.util.concurrent.TimeUnit;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.Arguments;
import org.torrent.options.Flag;

/** {@code torrent get}. */
final class GetCommand implements CliCommand {
    private static final long FOR_EVER_SECONDS = TimeUnit.DAYS.toSeconds(3_650);

    private final CliContext context;

    GetCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public int run(Arguments arguments) throws CommandFailure {
        long seconds = arguments.value(Flag.TIMEOUT).map(Long::parseLong).orElse(FOR_EVER_SECONDS);
        return new GetJob(context, Views.choose(context, arguments.has(Flag.JSON)), seconds).run(arguments);
    }
}
