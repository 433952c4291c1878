package org.torrent.api;

import java.util.Locale;

/**
 * A fact that the session's own alerts may carry, see {@link AlertType#details}. Later versions add more. Plugins may use
 * them too, beside keys of their own.
 */
public enum AlertDetail {
    /** How many alerts before this one a subscriber missed because its queue was full; on any alert. */
    ALERTS_DROPPED_BEFORE(Long.class),
    /** Symbolic name of a plugin's bundle. */
    BUNDLE(String.class),
    /** How many alerts were dropped. */
    DROPPED(Long.class),
    /** What a plugin did wrong, in one line. */
    ERROR(String.class),
    /** Key of a value in a configuration. */
    KEY(String.class),
    /** Kind of a plugin, {@code extension} or {@code full}, or of a transport, such as {@code tcp}. */
    KIND(String.class),
    /** Leechers that a tracker counts; -1 when it does not say. */
    LEECHERS(Integer.class),
    /** Name of a torrent or of a plugin. */
    NAME(String.class),
    /** Whether we dialled. */
    OUTGOING(Boolean.class),
    /** Address of a peer, {@code host:port}. */
    PEER(String.class),
    /** How many peers a tracker named. */
    PEERS(Integer.class),
    /** PID of a configuration. */
    PID(String.class),
    /** Index of a piece. */
    PIECE(Integer.class),
    /** How many pieces are there. */
    PIECES(Integer.class),
    /** Why, in one line for people. */
    REASON(String.class),
    /** Seeds that a tracker counts; -1 when it does not say. */
    SEEDS(Integer.class),
    /** State of a torrent or of a plugin, in lower case. */
    STATE(String.class),
    /** URL of a tracker. */
    URL(String.class),
    /** Version of a plugin's bundle. */
    VERSION(String.class);

    private final String key;
    private final Class<?> type;

    AlertDetail(Class<?> type) {
        this.key = name().toLowerCase(Locale.ROOT);
        this.type = type;
    }

    /** Its key in {@link Alert#details} and in JSON: the constant's name in lower case. Any thread. */
    public String key() {
        return key;
    }

    /** Class of its values: {@code String}, {@code Boolean}, {@code Integer} or {@code Long}. Any thread. */
    public Class<?> type() {
        return type;
    }
}
