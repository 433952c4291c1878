package org.torrent.front.source;

/** A source that can't be opened. The message is one line for people: the thing, what is wrong with it, the remedy. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wrongUsage;

    private SourceException(String message, Throwable cause, boolean wrongUsage) {
        super(message, cause);
        this.wrongUsage = wrongUsage;
    }

    /** Nothing usable is there. */
    public SourceException(String message) {
        this(message, null, false);
    }

    /** Nothing usable is there, and what caused it, for the log. */
    public SourceException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** The text can't name anything. */
    public static SourceException wrongUsage(String message) {
        return new SourceException(message, null, true);
    }

    /** Whether the text itself was wrong, so that nothing was looked for. */
    public boolean isWrongUsage() {
        return wrongUsage;
    }
}
