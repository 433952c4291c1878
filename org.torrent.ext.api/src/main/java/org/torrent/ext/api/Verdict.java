package org.torrent.ext.api;

/** A hook's answer to an event. */
public enum Verdict {
    /** Later plugins and the standard handling see it too. */
    PASS,
    /** Handled: later plugins and the standard handling are skipped; the engine's bookkeeping is not. */
    HANDLED
}
