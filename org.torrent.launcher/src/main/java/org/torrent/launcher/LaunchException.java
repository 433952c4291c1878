package org.torrent.launcher;

/** A start that failed for a reason the user can act on: one line for the terminal and the exit status. */
final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int FAILURE = 1;
    static final int USAGE = 2;

    private final int status;

    LaunchException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static LaunchException failure(String message, Throwable cause) {
        return new LaunchException(FAILURE, message, cause);
    }

    static LaunchException usage(String message) {
        return new LaunchException(USAGE, message, null);
    }

    int status() {
        return status;
    }
}
