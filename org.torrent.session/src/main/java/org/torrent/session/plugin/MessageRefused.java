package org.torrent.session.plugin;

/** A message of a plugin's can't be sent; the message says why. */
public final class MessageRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public MessageRefused(String reason) {
        super(reason, null, false, false);
    }
}
