package org.torrent.front.source;

import java.time.Duration;

/** One kind of thing that a user may name. Has no state; any thread. */
public interface SourceKind {
    /** Whether the text is of this kind, by its form alone. */
    boolean accepts(String text);

    /**
     * Opens it. Blocks the caller's thread, which may be interrupted.
     *
     * @param text what the user wrote
     * @param atMost bound of what is fetched over the network
     * @throws SourceException when it can't be read or is no torrent
     */
    Source open(String text, Duration atMost) throws SourceException, InterruptedException;
}
