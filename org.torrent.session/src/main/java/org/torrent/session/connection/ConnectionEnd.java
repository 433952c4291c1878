package org.torrent.session.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.protocol.ProtocolException;
import org.torrent.runtime.heap.HeapAlarm;
import org.torrent.session.context.TorrentLimits;

/**
 * How one connection ends from our side: for a breach, a mistake of ours, a want of memory, or because it is of no use any
 * more. The rest happens when the transport reports it. On the torrent's loop.
 */
final class ConnectionEnd {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionEnd.class);
    private static final String NO_MEMORY = "internal error: there was no memory to handle what it said";

    private final PeerState peer;
    private boolean unclosed; // it is closing, and the transport does not know

    ConnectionEnd(PeerState peer) {
        this.peer = peer;
    }

    void close(String reason) {
        if (peer.closing == null) {
            peer.closing = reason;
            closeWire();
        }
    }

    /** It broke the protocol, which counts against its address too. */
    void breach(ProtocolException how) {
        if (peer.closing == null) {
            peer.wire.breached();
            close(how.getMessage());
        }
    }

    /** What we have to say still reaches it. */
    void part(String reason, Runnable flush) {
        if (peer.closing == null) {
            peer.closing = reason;
            flush.run();
            peer.wire.closeAfterWrites(reason, TorrentLimits.PART_MILLIS);
        }
    }

    /**
     * A mistake of ours in the handling of one peer, or a want of memory, costs that connection, not the rest of the batch nor
     * the others.
     */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            failed(t);
        }
    }

    /** See {@link #guarded}. */
    void failed(Throwable failure) {
        HeapAlarm.raise(failure);
        String reason = NO_MEMORY;
        try {
            LOG.error("Closing {}: handling it failed", peer.wire.remote(), failure);
            reason = failure instanceof OutOfMemoryError ? NO_MEMORY : "internal error: " + failure;
        } catch (Throwable full) { // there is no memory to say so: it is closed all the same
            HeapAlarm.raise(full);
        }
        close(reason);
    }

    /** About once a second. */
    void tick() {
        if (unclosed) {
            closeWire();
        }
    }

    private void closeWire() {
        unclosed = true;
        try {
            peer.wire.close(peer.closing);
            unclosed = false;
        } catch (Throwable t) { // for want of memory: again with the next tick
            HeapAlarm.raise(t);
        }
    }
}
