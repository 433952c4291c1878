package org.torrent.protocol;

/** A peer broke the protocol. One line that says what it sent and what was expected; no stack trace, they come in floods. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    /** With the line to show. */
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}
