package org.torrent.session.life;

/** What is wanted of a torrent, whatever it does at the moment. */
public enum Wanted {
    /** Nothing yet: it was added and not started. */
    NOTHING,
    /** Transfer. */
    RUN,
    /** Keep still, remember everything. */
    PAUSE,
    /** End for good: removed, or the session ends. */
    END
}
