package org.torrent.console;

import org.torrent.console.text.SafeText;
import org.torrent.model.UrlText;
import org.torrent.options.ExitStatus;

/** A command that can't be done. The message is one line for people: the thing, what is wrong with it, the remedy, no password. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** A failure with a status of {@link ExitStatus} and what caused it, for the log; null for nothing. */
    public CommandFailure(int status, String message, Throwable cause) {
        super(message == null ? null : UrlText.inText(message), cause); // what was typed is told back
        this.status = status;
    }

    /** A failure with a status of {@link ExitStatus}. */
    public CommandFailure(int status, String message) {
        this(status, message, null);
    }

    /** A plain failure. */
    public CommandFailure(String message) {
        this(ExitStatus.FAILURE, message);
    }

    /** A plain failure and what caused it, for the log. */
    public CommandFailure(String message, Throwable cause) {
        this(ExitStatus.FAILURE, message, cause);
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** The message alone and safe: Gogo's shell prints this as it is. */
    @Override
    public String toString() {
        return SafeText.oneLine(getMessage());
    }
}
