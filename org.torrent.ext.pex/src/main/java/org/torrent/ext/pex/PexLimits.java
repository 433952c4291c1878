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

    /** Peers that all peers of one address, or IPv6 network of 64 bits, named and did not take back. */
    static final int HEARD_PEERS_PER_ADDRESS = 200;

    /** Peers that they may name within {@link #WINDOW_NANOS}, also when they connect anew; beyond, they are ignored. */
    static final int FRESH_PEERS_PER_ADDRESS = 200;

    /** Addresses whose peers named somebody lately; those of further ones are ignored. */
    static final int TELLERS = 1_000;

    /** Peers that all peers of a torrent named and did not take back. */
    static final int HEARD_PEERS_IN_SUM = 5_000;

    /** The window of all that may be done so often: clients that were slow to be read seem to send several messages at once. */
    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Messages of one peer that are read within the window. */
    static final int READ_MESSAGES = 6;

    /** Messages of one peer within the window that are borne. */
    static final int BORNE_MESSAGES = 60;

    private PexLimits() {}
}
