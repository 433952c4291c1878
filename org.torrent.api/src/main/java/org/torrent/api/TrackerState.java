package org.torrent.api;

/** What a tracker is doing for a torrent. Later versions add more, so a {@code switch} needs a default. */
public enum TrackerState {
    /** It was not needed so far: one before it answered, or the torrent does not run. */
    IDLE,
    /** It is being asked, or waits for its turn. */
    ANNOUNCING,
    /** It answered the last time. */
    WORKING,
    /** It did not answer the last time, or refused. */
    FAILED,
    /** Nobody here can ask it: its URL is of a scheme that no bundle speaks. */
    UNSUPPORTED
}
