package org.torrent.session.plugin.arrival;

/** How far a plugin that was announced has come. */
enum ArrivalState {
    /** Its thread is still to come to its code. */
    WAITING,
    /** Its thread is in its code. */
    STARTING,
    /** Its turn is still to come. */
    FETCHED,
    /** Its turn was, and another version of its bundle still has its place. */
    BESIDE,
    /** It was taken up. */
    PRESENT,
    /** It left. */
    GONE
}
