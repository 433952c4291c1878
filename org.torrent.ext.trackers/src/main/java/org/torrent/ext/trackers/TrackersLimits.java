package org.torrent.ext.trackers;

import java.util.concurrent.TimeUnit;

/** Every maximum of this bundle. */
final class TrackersLimits {
    /** Bytes of a message that is read. */
    static final int MESSAGE_BYTES = 32 * 1024;

    /** Trackers of one torrent that are told, and that the digest covers. */
    static final int TOLD = 64;

    /** Entries of one message that are looked at. */
    static final int ENTRIES = 64;

    /** Messages a peer may send at once; beyond, they are ignored. */
    static final int BURST = 3;

    /** A peer may send one more message after so long. */
    static final long REFILL_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Trackers that wait for the metadata of a magnet, which may turn out to be private. */
    static final int WAITING = 32;

    /** Trackers that are taken for one torrent from all peers. */
    static final int TAKEN = 32;

    /** Trackers at one host, those of the torrent counted too; beyond, what peers name there is ignored. */
    static final int PER_HOST = 2;

    /** Trackers that a peer is remembered to know, 8 bytes each: those we told it, and those it named. */
    static final int REMEMBERED = 128;

    /** When the first message leaves after the peer's extension handshake. */
    static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A part of a path with so many letters and digits, both of them, is taken for a key of the user's. */
    static final int KEY_CHARS = 16;

    private TrackersLimits() {}
}
