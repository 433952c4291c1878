package org.torrent.front.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Opens what users name. Any thread. */
public final class Sources {
    private final List<SourceKind> kinds;

    /** Tries these kinds in turn; the first that accepts a text opens it. */
    public Sources(List<SourceKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /**
     * Everything that is known here.
     *
     * @param workingDirectory where relative paths start
     * @param http fetches URLs
     */
    public static Sources all(Path workingDirectory, HttpAccess http) {
        return new Sources(List.of(
                new MagnetSource(), //
                new HttpSource(http),
                new FileSource(workingDirectory)));
    }

    /** Opens a source with the time that is usual, a minute for what comes over the network. See {@link #open(String, Duration)}. */
    public Source open(String text) throws SourceException, InterruptedException {
        return open(text, Limits.NETWORK_AT_MOST);
    }

    /**
     * Opens a source, over the network if it is a URL. Blocks the caller's thread, which may be interrupted.
     *
     * @param atMost bound of what is fetched over the network; a minute is one, too
     * @throws SourceException when it can't be read or is no torrent
     */
    public Source open(String text, Duration atMost) throws SourceException, InterruptedException {
        if (text.isBlank()) {
            throw SourceException.wrongUsage(
                    "an empty source: name a .torrent file, a magnet link or a URL of a .torrent file");
        }
        Duration bound = atMost.compareTo(Limits.NETWORK_AT_MOST) < 0 ? atMost : Limits.NETWORK_AT_MOST;
        for (SourceKind kind : kinds) {
            if (kind.accepts(text)) {
                return kind.open(text, bound);
            }
        }
        throw new SourceException("'" + text + "' is no source that is known here");
    }
}
