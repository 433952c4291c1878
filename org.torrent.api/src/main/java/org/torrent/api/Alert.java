package org.torrent.api;

import java.util.Map;
import java.util.Optional;
import org.torrent.model.TorrentId;

/**
 * Something happened. Immutable. Plugins post subclasses of their own.
 *
 * <p>{@link #what} is libtorrent's name of the same alert without the suffix ({@code piece_finished}), or a name with a
 * prefix of the plugin's.
 */
public class Alert {
    private final AlertCategory category;
    private final String what;
    private final String message;
    private final long wallMillis;
    private final Optional<TorrentId> torrent;
    private final Map<String, Object> details;

    /**
     * An alert.
     *
     * @param details further facts, as they appear in JSON: values are strings, numbers or booleans
     */
    public Alert(
            AlertCategory category,
            String what,
            String message,
            long wallMillis,
            Optional<TorrentId> torrent,
            Map<String, Object> details) {
        this.category = category;
        this.what = what;
        this.message = message;
        this.wallMillis = wallMillis;
        this.torrent = torrent;
        this.details = Map.copyOf(details);
    }

    /** Which kind of thing. */
    public final AlertCategory category() {
        return category;
    }

    /** Its name. */
    public final String what() {
        return what;
    }

    /** One line for people. */
    public final String message() {
        return message;
    }

    /** When, in milliseconds since 1970. */
    public final long wallMillis() {
        return wallMillis;
    }

    /** The torrent it is about. */
    public final Optional<TorrentId> torrent() {
        return torrent;
    }

    /** Further facts by name. */
    public final Map<String, Object> details() {
        return details;
    }

    @Override
    public String toString() {
        return what + ": " + message;
    }
}
