package org.torrent.session.connection;

import org.torrent.session.context.TorrentLimits;
import org.torrent.session.wire.PeerWire;

/**
 * Requests and cancels of one peer that come to nothing: rejected, asked for twice, taken back. Each costs the loop about
 * as much as one that is served, and nothing bounds them: who does not read what he is answered has room for
 * a hundred thousand rejects in the sockets between. So they have a rate; beyond it the peer is not read until the time
 * they are worth has gone by. Blocks that are served pay for some, since whoever loads fast has many on their way when he
 * is choked. On the torrent's loop.
 */
final class VainRequests {
    private final PeerWire wire;
    private long left = TorrentLimits.VAIN_REQUESTS; // below zero what the peer sent too much

    VainRequests(PeerWire wire) {
        this.wire = wire;
    }

    /** One more. */
    void count() {
        left--;
    }

    /** That many blocks were served since the last call. */
    void served(long blocks) {
        left = Math.min(TorrentLimits.QUEUED_REQUESTS, left + blocks);
    }

    /** What came is worked through: whether more is read. */
    void settle() {
        if (left < 0) {
            wire.suspend(PeerWire.VAIN_REQUESTS);
        }
    }

    /** About once a second. */
    void tick() {
        served(TorrentLimits.VAIN_REQUESTS);
        if (left >= 0) {
            wire.resume(PeerWire.VAIN_REQUESTS);
        }
    }
}
