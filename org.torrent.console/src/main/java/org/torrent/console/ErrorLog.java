package org.torrent.console;

/** Where details of failures go that are no use to people at a terminal: causes and stack traces. */
@FunctionalInterface
public interface ErrorLog {
    /** Keeps them. Any thread. */
    void log(String message, Throwable cause);
}
