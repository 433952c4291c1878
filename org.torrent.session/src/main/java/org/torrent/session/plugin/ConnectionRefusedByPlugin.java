package org.torrent.session.plugin;

/** A plugin's {@code newConnection} threw, which closes that connection. The message names bundle, version and hook. */
public final class ConnectionRefusedByPlugin extends Exception {
    private static final long serialVersionUID = 1;

    /** With the reason for the disconnect; no stack trace, no cause: nothing of the plugin is kept. */
    public ConnectionRefusedByPlugin(String message) {
        super(message, null, false, false);
    }
}
