package org.torrent.tracker;

/** A tracker that could not be asked, or did not answer as it should. One line for people. */
final class TrackerException extends Exception {
    private static final long serialVersionUID = 1L;

    TrackerException(String message) {
        super(message);
    }

    TrackerException(String message, Throwable cause) {
        super(message, cause);
    }
}
