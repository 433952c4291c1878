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

    /** Announces to one host at the same time, of all torrents together. */
    public static final int PER_HOST = 4;

    /** Announces to one host in a second, of all torrents together. */
    public static final int PER_HOST_A_SECOND = 12;

    /** Announces to one host that may follow each other at once, beside the first. */
    public static final int PER_HOST_BURST = 2;

    /** Hosts of trackers of which is known when they may be asked; those that may at once are forgotten beyond it. */
    public static final int HOSTS = 1_000;

    /** Failures in a row after which a host is left alone for a while, by all torrents. */
    public static final int HOST_FAILURES = 20;

    /** Of an interval, by which it may be longer at random, in percent: torrents that began together drift apart. */
    public static final int JITTER_PERCENT = 10;

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

    /** The pause after every tracker failed once, and the first one of a host; it doubles with each time. */
    public static final long FIRST_RETRY_SECONDS = 15;

    /** The longest pause after every tracker failed. */
    public static final long MAX_RETRY_SECONDS = TimeUnit.MINUTES.toSeconds(30);

    /** The pause before a torrent without trackers is looked at again. */
    public static final long RECHECK_SECONDS = 60;

    /** Bytes of a URL's path and query that go to a UDP tracker (BEP 41). */
    public static final int URL_DATA_BYTES = 1_024;

    /** Time in which a UDP tracker is not asked again; it doubles with each time. */
    public static final long UDP_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** How often that time doubles. */
    public static final int UDP_DOUBLINGS = 8;

    /** How long a connection id of a UDP tracker is used. */
    public static final long UDP_CONNECTION_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Addresses of UDP trackers whose connection ids are kept, of one socket. */
    public static final int UDP_SERVERS = 1_000;

    /** Announces to UDP trackers at the same time, of all torrents: each is a few hundred bytes that wait. */
    public static final int UDP_PARALLEL = 256;

    /** Local addresses that UDP trackers are asked from. */
    public static final int UDP_SOCKETS = 8;

    /** Time after which a socket that nobody asks by is closed. */
    public static final long UDP_SOCKET_IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Time that the other address family has after the first answered. */
    public static final long FAMILY_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Names of hosts whose addresses are kept. */
    public static final int NAMES = 1_000;

    /** The time addresses of a name are kept. */
    public static final long NAME_SECONDS = 60;

    /** The time it is kept that a name has no address. */
    public static final long NAME_MISSING_SECONDS = 30;

    /** Names that are looked up at the same time. */
    public static final int LOOKUP_THREADS = 4;

    /** Names that wait to be looked up. */
    public static final int LOOKUPS_QUEUED = 1_000;

    /** After this time without look-ups a thread ends. */
    public static final long LOOKUP_IDLE_SECONDS = 30;

    /** Time that closing waits for the loop to end. */
    public static final long END_MILLIS = 1_000;

    private Limits() {}
}
