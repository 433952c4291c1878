package org.torrent.session.plugin;

/** A peer sent an extended message that closes its connection. One line; no stack trace, they come in floods. */
public final class ExtensionProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    /** With the reason for the disconnect. */
    public ExtensionProtocolException(String message) {
        super(message, null, false, false);
    }
}
