package org.torrent.session.net;

/** What bounds the way to peers. */
final class NetLimits {
    /** Endpoints of which it is remembered what reached them last. */
    static final int ENDPOINTS = 4_096;

    /** Pause before a port that could not be bound is tried again, in nanoseconds; doubled each time. */
    static final long LISTEN_PAUSE_NANOS = 1_000_000_000L;

    /** The longest such pause, in nanoseconds. */
    static final long LISTEN_PAUSE_MAX_NANOS = 60_000_000_000L;

    private NetLimits() {}
}
