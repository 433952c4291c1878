package org.torrent.tracker;

/** A tracker that could not be asked, or did not answer as it should. One line for people, without the URL. */
public final class TrackerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Without a cause. */
    public TrackerException(String message) {
        super(message);
    }

    /** With a cause. */
    public TrackerException(String message, Throwable cause) {
        super(message, cause);
    }
}
