package org.torrent.tracker;

import java.util.concurrent.TimeUnit;

/** Every named maximum of this bundle that is not configuration. */
public final class Limits {
    /** Bytes of an answer's body, before and after decompression. */
    public static final int ANSWER_BYTES = 1024 * 1024;

    /** Peers taken from one answer; the rest is left out. */
    public static final int PEERS = 2_000;

    /** Characters of a tracker's message that are shown. */
    public static final int TEXT_CHARS = 200;

    /** Bytes of a tracker id that is sent back. */
    public static final int TRACKER_ID_BYTES = 256;

    /** Trackers asked for one torrent; the rest is left out. */
    public static final int TRACKERS = 100;

    /** Trackers of one torrent that are asked at the same time. */
    public static final int PARALLEL = 4;

    /** Announces that wait for their turn. */
    public static final int QUEUED = 20_000;

    /** Time a tracker has before the next one is asked too. */
    public static final long STAGGER_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** The shortest time between two announces, whatever the tracker says. */
    public static final long MIN_INTERVAL_SECONDS = 30;

    /** The longest time between two announces, whatever the tracker says. */
    public static final long MAX_INTERVAL_SECONDS = TimeUnit.DAYS.toSeconds(1);

    /** The time between announces when the tracker says nothing. */
    public static final long DEFAULT_INTERVAL_SECONDS = TimeUnit.MINUTES.toSeconds(30);

    /** The time before peers may be asked for again when the tracker says nothing. */
    public static final long DEFAULT_MIN_INTERVAL_SECONDS = 60;

    /** The pause after every tracker failed once; it doubles with each time. */
    public static final long FIRST_RETRY_SECONDS = 15;

    /** The longest pause after every tracker failed. */
    public static final long MAX_RETRY_SECONDS = TimeUnit.MINUTES.toSeconds(30);

    /** The pause before a torrent without trackers is looked at again. */
    public static final long RECHECK_SECONDS = 60;

    /** Time that closing waits for the loop to end. */
    public static final long END_MILLIS = 1_000;

    private Limits() {}
}
