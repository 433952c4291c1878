package org.torrent.model.metainfo;

/** A torrent that is refused. The message is one line: what is wrong with it and, where there is one, the remedy. */
public final class MetainfoException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A problem, in one line. */
    public MetainfoException(String message) {
        super(message);
    }

    /** A problem, in one line, and what showed it. */
    public MetainfoException(String message, Throwable cause) {
        super(message, cause);
    }
}
