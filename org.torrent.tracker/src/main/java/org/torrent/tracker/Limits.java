package org.torrent.tracker;

import java.util.concurrent.TimeUnit;

/** Every named maximum of this bundle that is not configuration. */
final class Limits {
    /** Bytes of an answer's body, before and after decompression. */
    static final int ANSWER_BYTES = 1024 * 1024;

    /** Bytes of an answer's status line and headers together. */
    static final int HEADER_BYTES = 32 * 1024;

    /** Interim answers (status 1xx) before the real one. */
    static final int INTERIM_ANSWERS = 5;

    /** Redirects followed for one announce. */
    static final int REDIRECTS = 5;

    /** Addresses of one host that are dialled in turn. */
    static final int ADDRESSES = 4;

    /** Characters of a URL. */
    static final int URL_CHARS = 4_096;

    /** Peers taken from one answer; the rest is left out. */
    static final int PEERS = 2_000;

    /** Characters of a tracker's message that are shown. */
    static final int TEXT_CHARS = 200;

    /** Bytes of a tracker id that is sent back. */
    static final int TRACKER_ID_BYTES = 256;

    /** Trackers asked for one torrent; the rest is left out. */
    static final int TRACKERS = 100;

    /** Trackers of one torrent that are asked at the same time. */
    static final int PARALLEL = 4;

    /** Announces that wait for a thread. */
    static final int QUEUED = 20_000;

    /** Time a tracker has before the next one is asked too. */
    static final long STAGGER_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** The shortest time between two announces, whatever the tracker says. */
    static final long MIN_INTERVAL_SECONDS = 30;

    /** The longest time between two announces, whatever the tracker says. */
    static final long MAX_INTERVAL_SECONDS = TimeUnit.DAYS.toSeconds(1);

    /** The time between announces when the tracker says nothing. */
    static final long DEFAULT_INTERVAL_SECONDS = TimeUnit.MINUTES.toSeconds(30);

    /** The time before peers may be asked for again when the tracker says nothing. */
    static final long DEFAULT_MIN_INTERVAL_SECONDS = 60;

    /** The pause after every tracker failed once; it doubles with each time. */
    static final long FIRST_RETRY_SECONDS = 15;

    /** The longest pause after every tracker failed. */
    static final long MAX_RETRY_SECONDS = TimeUnit.MINUTES.toSeconds(30);

    /** The pause before a torrent without trackers is looked at again. */
    static final long RECHECK_SECONDS = 60;

    private Limits() {}
}
