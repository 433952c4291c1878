package org.torrent.session.life;

/** What the storage says about a torrent's data. */
public enum Data {
    /** Its files are not open. */
    CLOSED,
    /** They are being opened, or looked at. */
    CHECKING,
    /** Wanted pieces are missing. */
    INCOMPLETE,
    /** Every wanted piece is verified. */
    COMPLETE
}
