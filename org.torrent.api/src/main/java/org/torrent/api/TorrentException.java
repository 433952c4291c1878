package org.torrent.api;

/** A job that failed for a reason people can act on: the message is one line that names the thing and the remedy. */
public class TorrentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a one-line message. */
    public TorrentException(String message) {
        super(message);
    }

    /** With a one-line message and the cause for the log. */
    public TorrentException(String message, Throwable cause) {
        super(message, cause);
    }
}
