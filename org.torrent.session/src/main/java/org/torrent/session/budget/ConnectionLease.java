package org.torrent.session.budget;

/** The right to one connection, from before it is made until it is closed. Thread-safe. */
public interface ConnectionLease extends AutoCloseable {
    /**
     * The handshake came: the connection belongs to this torrent and is half-open no longer.
     *
     * @param torrent the torrent's identity, compared by equals
     * @return false when other torrents need the place more, or the lease is over: the connection is to be closed
     */
    boolean attach(Object torrent);

    /** What to do when the place is taken away before a handshake came: at once when that is so already. Any thread. */
    void onEvicted(Runnable close);

    /** The peer broke the protocol, for which its connection is closed: counts against its address. Any thread. */
    void breached();

    /** The connection is closed or was never made. Idempotent. */
    @Override
    void close();
}
