package org.torrent.session.core;

/** What {@link PiecePicker#received} says about a block that arrived. */
public enum Receipt {
    /** The first copy of a block that was missing: write it. */
    ACCEPTED,
    /** Already there: drop it. Normal in end game and after a time-out. */
    DUPLICATE,
    /** This peer was not asked for it, or it isn't a block of this torrent: drop it, the peer misbehaves. */
    UNREQUESTED
}
