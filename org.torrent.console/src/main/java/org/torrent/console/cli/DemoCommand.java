package org.torrent.console.cli;

import java.nio.file.Path;
import org.torrent.console.CommandFailure;
import org.torrent.console.args.Arguments;
import org.torrent.console.demo.Demo;
import org.torrent.options.ExitStatus;
import org.torrent.options.RuntimeProperty;

/** {@code torrent demo}. */
final class DemoCommand implements CliCommand {
    private final CliContext context;

    DemoCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public int run(Arguments arguments) throws CommandFailure {
        try {
            new Demo(
                            context.sessions(),
                            context.out(),
                            folder(RuntimeProperty.DISTRIBUTION),
                            folder(RuntimeProperty.DEPLOY))
                    .run();
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            throw new CommandFailure("interrupted; everything temporary is removed");
        }
    }

    private Path folder(RuntimeProperty property) throws CommandFailure {
        String value = context.framework().property(property.key());
        if (value == null) {
            throw new CommandFailure(
                    "the demo needs the distribution (" + property.key() + "): start it with run/torrent");
        }
        return Path.of(value);
    }
}
