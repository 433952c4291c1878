package org.torrent.console;

import java.time.Duration;
import java.util.Optional;
import org.torrent.api.TorrentSession;

/** The way to the session, which may come, go and be replaced at any time. Thread-safe. */
public interface Sessions {
    /** The session that is here now. */
    Optional<TorrentSession> current();

    /** Waits for one. */
    Optional<TorrentSession> await(Duration atMost) throws InterruptedException;

    /**
     * The session, waited for within reason.
     *
     * @throws CommandFailure when there is none
     */
    default TorrentSession require() throws CommandFailure, InterruptedException {
        return await(Limits.SESSION_APPEARS)
                .orElseThrow(() -> new CommandFailure(
                        "the torrent session is not running: install or start the bundle org.torrent.session, and what it"
                                + " needs (see felix:lb)"));
    }
}
