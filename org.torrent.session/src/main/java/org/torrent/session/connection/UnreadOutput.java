package org.torrent.session.connection;

import org.torrent.session.budget.RetainedHeap;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.wire.PeerWire;

/**
 * What one peer does not read of what it is sent. While much waits the peer is not read either, so its requests make no
 * more answers; when nothing leaves for a while it is given up. News (haves) still grow: what all torrents' peers leave
 * unread, beyond a little each, has a bound in sum. On the torrent's loop.
 */
final class UnreadOutput {
    private final PeerWire wire;
    private final RetainedHeap.Account kept;
    private long writtenBytes;
    private long writtenNanos;

    UnreadOutput(PeerWire wire, RetainedHeap.Account kept, long nowNanos) {
        this.wire = wire;
        this.kept = kept;
        this.writtenNanos = nowNanos;
    }

    /** What came was answered, as far as it is. */
    void answered() {
        if (wire.sender() != null && wire.sender().unsentMessageBytes() > TorrentLimits.UNREAD_BYTES) {
            wire.suspend(PeerWire.UNREAD);
        }
    }

    /** Something was queued or left: counts what waits; false when there is no room for it. */
    boolean keep() {
        long waiting = wire.sender().unsentBytes() <= TorrentLimits.UNREAD_BYTES
                ? 0
                : wire.sender().unsentMessageBytes() / TorrentLimits.UNREAD_BYTES * TorrentLimits.UNREAD_BYTES;
        return waiting == kept.bytes() || kept.resize(waiting);
    }

    /** The connection is gone, and what waited with it. */
    void ended() {
        kept.close();
    }

    /** Something left: whether it is read again. */
    void look() {
        if (wire.sender().unsentMessageBytes() <= TorrentLimits.UNREAD_BYTES / 2) {
            wire.resume(PeerWire.UNREAD);
        }
    }

    /** About once a second: whether something waits and nothing of it left for too long. */
    boolean isStuck(long nowNanos, boolean isChoked) {
        look();
        keep(); // less always works, more was refused before
        long written = wire.sender().writtenBytes();
        if (written != writtenBytes || wire.sender().unsentBytes() == 0) {
            writtenBytes = written;
            writtenNanos = nowNanos;
        }
        return nowNanos - writtenNanos > patienceNanos(isChoked);
    }

    /** How long nothing may leave: blocks for one that is choked are memory that others have better use for. */
    long patienceNanos(boolean isChoked) {
        boolean holdsBlocks = isChoked && wire.sender().unsentPayloadBytes() > 0;
        return holdsBlocks ? TorrentLimits.CHOKED_UNREAD_NANOS : TorrentLimits.UNREAD_NANOS;
    }
}
