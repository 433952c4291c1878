package org.torrent.console.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.torrent.console.CommandFailure;
import org.torrent.console.ExitStatus;
import org.torrent.console.args.HelpOption;
import org.torrent.console.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code torrent demo}. */
@Command(
        name = "demo",
        description = "Two runtimes on this machine, a transfer between them and a plugin that arrives meanwhile.")
final class DemoCommand implements Callable<Integer> {
    /** Framework property: the folder that ships. */
    private static final String DISTRIBUTION = "torrent.dist";

    /** Framework property: the deploy folder of this runtime. */
    private static final String DEPLOY = "torrent.deploy";

    private final CliContext context;

    @Mixin
    private HelpOption help;

    DemoCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            new Demo(context.sessions(), context.out(), folder(DISTRIBUTION), folder(DEPLOY)).run();
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            throw new CommandFailure("interrupted; everything temporary is removed");
        }
    }

    private Path folder(String property) throws CommandFailure {
        String value = context.framework().property(property);
        if (value == null) {
            throw new CommandFailure("the demo needs the distribution (" + property + "): start it with run/torrent");
        }
        return Path.of(value);
    }
}
