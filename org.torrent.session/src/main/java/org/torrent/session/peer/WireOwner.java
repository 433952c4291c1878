package org.torrent.session.peer;

import org.torrent.protocol.Handshake;
import org.torrent.spi.runtime.EventLoop;

/** The torrent a connection belongs to. Every {@code on} method is called on {@link #loop}. */
public interface WireOwner {
    /** The torrent's loop; any thread. */
    EventLoop loop();

    /** A dialled connection is up; our handshake is to be sent. */
    void onOpen(PeerWire wire);

    /** Their handshake came; for an accepted connection it is the first thing heard of it. */
    void onHandshake(PeerWire wire, Handshake handshake);

    /** Messages came; call {@link PeerWire#processed} with the batch's bytes when done. */
    void onBatch(PeerWire wire, WireBatch batch);

    /** What is unsent fell below the mark after {@link WireSender#wantRoom}. */
    void onRoom(PeerWire wire);

    /** The end, once; also of a dial that failed. */
    void onClosed(PeerWire wire, String reason);
}
