package org.torrent.wire.tcp;

/** What bounds this bundle; what a user may want to change is in {@link Settings}. */
final class Limits {
    /** Connections the system queues for us to accept. */
    static final int ACCEPT_BACKLOG = 512;

    /** First pause after an accept that failed (no descriptors left), in milliseconds; doubles up to the last one. */
    static final long ACCEPT_PAUSE_MILLIS = 50;

    static final long ACCEPT_PAUSE_MAX_MILLIS = 1_000;

    /** Of a process's file descriptors, the part in percent that connections may take; files need some too. */
    static final int DESCRIPTORS_PERCENT = 75;

    /** Buffers in one gathering write. The JDK passes on more, but 256 KiB of blocks fill a turn. */
    static final int GATHER_BUFFERS = 32;

    /** Bytes one connection writes per turn of its I/O thread, about: the last buffer may exceed it. */
    static final int WRITE_TURN_BYTES = 256 << 10;

    /** Bytes that may wait in one connection; its owner feeds it in windows far below that. */
    static final long UNSENT_BYTES = 32L << 20;

    /** After the last byte and our FIN left: how long the peer has to close its side, in milliseconds. */
    static final long LINGER_MILLIS = 2_000;

    /** Bound of a dial whose caller gave none that makes sense, in milliseconds. */
    static final long CONNECT_MAX_MILLIS = 600_000;

    /** Within which everything is closed on stop, in milliseconds. */
    static final long STOP_MILLIS = 5_000;

    static final int PROCESSORS_MAX = 64;
    static final int READ_BUFFER_MIN_BYTES = 16 << 10;
    static final int READ_BUFFER_MAX_BYTES = 16 << 20;

    private Limits() {}
}
