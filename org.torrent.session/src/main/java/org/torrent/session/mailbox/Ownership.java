package org.torrent.session.mailbox;

import org.torrent.spi.runtime.EventLoop;

/**
 * The right to touch a torrent's state: one per life of the torrent, held by one loop. A torrent that is rebuilt on
 * another loop begins a new life; whatever a thread of the old one still tries then throws.
 */
public final class Ownership {
    private final String what;
    private final EventLoop loop;
    private final long epoch;
    private volatile String lostWhy;

    /**
     * Held from now on.
     *
     * @param what the owned thing, for people
     * @param epoch number of this life, higher than that of any life before
     */
    public Ownership(String what, EventLoop loop, long epoch) {
        this.what = what;
        this.loop = loop;
        this.epoch = epoch;
    }

    /** Throws unless the caller runs on the owning loop and the ownership was not taken. */
    public void check() {
        checkCurrent();
        if (!loop.inLoop()) {
            throw new IllegalStateException(what + " belongs to " + loop.name());
        }
    }

    /** Throws when the ownership was taken. Any thread. */
    public void checkCurrent() {
        String why = lostWhy;
        if (why != null) {
            throw new IllegalStateException(what + " was taken from " + loop.name() + ": " + why);
        }
    }

    /** Whether it was not taken. Any thread. */
    public boolean isCurrent() {
        return lostWhy == null;
    }

    /** Number of this life: of two owners the one with the higher number is right. Any thread. */
    public long epoch() {
        return epoch;
    }

    /** Takes it away for good. Any thread; the loop may be stuck. */
    public void revoke(String why) {
        lostWhy = why;
    }
}
