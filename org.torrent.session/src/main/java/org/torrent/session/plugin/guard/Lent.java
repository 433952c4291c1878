package org.torrent.session.plugin.guard;

/** Something that plugins hold or that waits for them, which ends before its time when its torrent does. Any thread. */
public interface Lent {
    /** Ends it; more do nothing. */
    void revoke();
}
