package org.torrent.session.core;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides who is unchoked (BEP 3): all slots but one by rate (bytes from them while downloading, bytes to them while
 * seeding), the rest optimistically, rotated every 30 s, new peers favoured 3 to 1.
 */
public final class Choker {
    /** How often to evaluate. */
    public static final long INTERVAL_NANOS = 10_000_000_000L;

    /** How long an optimistic unchoke lasts. */
    public static final long OPTIMISTIC_NANOS = 30_000_000_000L;

    /**
     * One connected peer.
     *
     * @param peer opaque, compared by equals
     * @param interested whether it is interested in us
     * @param snubbed whether it keeps us waiting for blocks: it gets optimistic slots only while we download
     * @param downloadRate bytes per second from it
     * @param uploadRate bytes per second to it
     * @param connectedAtNanos when the connection was made
     */
    public record Candidate<P>(
            P peer, boolean interested, boolean snubbed, long downloadRate, long uploadRate, long connectedAtNanos) {}

    /** @param slots how many peers are unchoked at most, the optimistic one included */
    public Choker(int slots, RandomGenerator random) {
        throw new UnsupportedOperationException();
    }

    /** Changes the number of slots. */
    public void slots(int slots) {
        throw new UnsupportedOperationException();
    }

    /** The peers to be unchoked from now on, best first; all others are to be choked. */
    public <P> List<P> unchoked(List<Candidate<P>> all, boolean seeding, long nowNanos) {
        throw new UnsupportedOperationException();
    }
}
