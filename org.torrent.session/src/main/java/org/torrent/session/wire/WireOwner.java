package org.torrent.session.wire;

import org.torrent.protocol.Handshake;
import org.torrent.spi.buffer.BlockPool;

/** The torrent a connection belongs to. Called by any thread, in order; must not block. */
public interface WireOwner {
    /** What blocks for it are lent from. {@code all} is the session's pool. */
    default BlockPool pool(BlockPool all) {
        return all;
    }

    /** A dialled connection is up; our handshake is to be sent. */
    void onOpen(PeerWire wire);

    /** Their handshake came; for an accepted connection it is the first thing heard of it. */
    void onHandshake(PeerWire wire, Handshake handshake);

    /** Messages came; call {@link PeerWire#processed} with the batch's bytes when done, or discard it. */
    void onBatch(PeerWire wire, WireBatch batch);

    /** What is unsent fell below the mark after {@link WireSender#wantRoom}. */
    void onRoom(PeerWire wire);

    /** After {@link PeerWire#VAIN_REQUESTS} the peer is listened to again. */
    default void onResumed(PeerWire wire) {}

    /** The end, once; also of a dial that failed. */
    void onClosed(PeerWire wire, String reason);
}
