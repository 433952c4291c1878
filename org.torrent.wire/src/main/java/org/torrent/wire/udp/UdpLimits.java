package org.torrent.wire.udp;

/** What bounds the datagram port; what a user may want to change is in {@link UdpSettings}. */
final class UdpLimits {
    /** Datagrams one socket receives, and sends, in one turn of the thread. */
    static final int TURN_DATAGRAMS = 64;

    /** Receive and send buffer of a socket, in bytes. */
    static final int SOCKET_BUFFER_BYTES = 1 << 20;

    /** Failed system calls in a row after which a socket closes. */
    static final int FAILURES_MAX = 100;

    /** Within which everything is closed on stop, in milliseconds. */
    static final long STOP_MILLIS = 5_000;

    /** Within which a socket that closes must have given its port back, in milliseconds. */
    static final long RELEASE_MILLIS = 1_000;

    static final int QUEUE_MIN_BYTES = 1_024;
    static final int QUEUE_MAX_BYTES = 256 << 20;

    private UdpLimits() {}
}
