package org.torrent.session.context;

import org.torrent.session.core.RateMeter;

/** Payload of one torrent in both directions, all its connections together. On the torrent's loop. */
public final class TransferRates {
    private final RateMeter down = new RateMeter();
    private final RateMeter up = new RateMeter();

    /** From peers. */
    public RateMeter down() {
        return down;
    }

    /** To peers. */
    public RateMeter up() {
        return up;
    }
}
