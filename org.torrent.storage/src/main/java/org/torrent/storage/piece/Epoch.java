package org.torrent.storage.piece;

import java.util.concurrent.atomic.AtomicLong;

/** An owner's claim to a torrent: good until somebody asks in a higher epoch. Any thread. */
public final class Epoch {
    private final long own;
    private final AtomicLong newest;

    /** A claim beside those that share the newest epoch asked for. */
    Epoch(long own, AtomicLong newest) {
        this.own = own;
        this.newest = newest;
    }

    /** Whether a newer owner has asked. */
    public boolean isStale() {
        return newest.get() > own;
    }

    /** For messages. */
    String newer() {
        return "it was opened anew in epoch " + newest.get() + ", this is epoch " + own;
    }
}
