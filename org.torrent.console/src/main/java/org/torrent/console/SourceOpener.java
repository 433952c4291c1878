package org.torrent.console;

import java.time.Duration;
import java.util.function.Consumer;
import org.torrent.front.source.Source;
import org.torrent.front.source.SourceException;
import org.torrent.front.source.Sources;
import org.torrent.options.ExitStatus;

/** Opens what the user named, and tells of failures as commands do. */
public final class SourceOpener {
    private final Sources sources;
    private final Consumer<String> warnings;

    /**
     * Opens these.
     *
     * @param warnings gets what was left out of one, in a line each
     */
    public SourceOpener(Sources sources, Consumer<String> warnings) {
        this.sources = sources;
        this.warnings = warnings;
    }

    /** Opens a source, over the network if it is a URL, within reason. */
    public Source open(String text) throws CommandFailure, InterruptedException {
        try {
            return told(sources.open(text));
        } catch (SourceException e) {
            throw failure(e);
        }
    }

    /**
     * Opens a source, over the network if it is a URL.
     *
     * @param atMost bound of what is fetched over the network
     * @throws CommandFailure when it can't be read or is no torrent
     */
    public Source open(String text, Duration atMost) throws CommandFailure, InterruptedException {
        try {
            return told(sources.open(text, atMost));
        } catch (SourceException e) {
            throw failure(e);
        }
    }

    private Source told(Source source) {
        source.warnings().forEach(warnings);
        return source;
    }

    private static CommandFailure failure(SourceException e) {
        return new CommandFailure(
                e.isWrongUsage() ? ExitStatus.USAGE : ExitStatus.FAILURE, e.getMessage(), e.getCause());
    }
}
