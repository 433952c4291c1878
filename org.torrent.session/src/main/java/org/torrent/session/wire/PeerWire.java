package org.torrent.session.wire;

import java.net.InetSocketAddress;

/** A connection to a peer as its torrent sees it. Every method may be called from any thread and none blocks. */
public interface PeerWire {
    /** Reading stops because storage is behind. */
    int STORAGE = 1;

    /** Reading stops because the peer does not read what it is answered. */
    int UNREAD = 8;

    /** Reading stops because the peer asks for too much that it does not get; what it sent before waits, too. */
    int VAIN_REQUESTS = 16;

    /** Their address. */
    InetSocketAddress remote();

    /** Our address; null before the connection is up. */
    InetSocketAddress local();

    /** Whether we dialled. */
    boolean outgoing();

    /** Whether the end was reported. */
    boolean isClosed();

    /** Writes to the peer; null before the connection is up. */
    WireSender sender();

    /** The loop is done with that many bytes of input. */
    void processed(int bytes);

    /** Stops reading for a reason. */
    void suspend(int reason);

    /** Whether reading stops for that reason. */
    boolean isSuspended(int reason);

    /** Ends a reason to stop reading. */
    void resume(int reason);

    /** Closes; the owner hears it by {@code onClosed}. */
    void close(String reason);

    /** The peer broke the protocol: counts against its address, which will find it harder to connect; closes nothing. */
    void breached();

    /** Closes when what was sent has left, or after a while. */
    void closeAfterWrites(String reason, long timeoutMillis);
}
