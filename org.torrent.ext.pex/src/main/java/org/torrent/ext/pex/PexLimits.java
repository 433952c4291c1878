package org.torrent.ext.pex;

import java.util.concurrent.TimeUnit;

/** Every maximum of this bundle. */
final class PexLimits {
    /** Bytes of a message that is read. */
    static final int MESSAGE_BYTES = 500 * 1024;

    /** Time between two messages to one peer, at least (BEP 11). */
    static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** The longest that can be configured, in seconds. */
    static final int INTERVAL_MAX_SECONDS = 86_400;

    /** Peers of each address family that one message says were added, and as many that it says were dropped (BEP 11). */
    static final int SENT_PEERS = 50;

    /** Peers that one peer was told of and not that they left. */
    static final int TOLD_PEERS = 200;

    /** Peers of both address families that are taken from one message. */
    static final int TAKEN_PEERS = 100;

    /** Peers that one peer named and did not take back: libtorrent keeps 50 of each address family. */
    static final int HEARD_PEERS = 100;

    /** Peers that one peer may name within {@link #WINDOW_NANOS}, whatever it drops; beyond, they are ignored. */
    static final int FRESH_PEERS = 100;

    /** The same, of all peers of a torrent. */
    static final int HEARD_PEERS_IN_SUM = 5_000;

    /** The window of the next two: clients that were slow to be read seem to send several messages at once. */
    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Messages of one peer that are read within the window. */
    static final int READ_MESSAGES = 6;

    /** Messages of one peer within the window that are borne. */
    static final int BORNE_MESSAGES = 60;

    private PexLimits() {}
}
