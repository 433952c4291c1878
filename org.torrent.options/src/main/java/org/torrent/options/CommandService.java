package org.torrent.options;

/**
 * How the launcher finds the command line: a service {@code java.util.function.ToIntFunction} with a property. It takes the
 * arguments, a {@code String[]}, and returns an {@link ExitStatus}.
 */
public final class CommandService {
    /** The service property; its value is {@code Boolean.TRUE}. */
    public static final String PROPERTY = "torrent.cli";

    private CommandService() {}
}
