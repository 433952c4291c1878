package org.torrent.session.context;

/** Named bounds of one torrent; times in nanoseconds, sizes in bytes. */
public final class TorrentLimits {
    /** Trackers of one torrent that plugins told of. */
    public static final int LEARNED_TRACKERS = 32;

    /** Peers gained and lost that are remembered. */
    public static final int PEER_CHANGES = 512;

    /** Endpoints remembered. */
    public static final int KNOWN_PEERS = 3_000;

    /** Of them kept for the next run. */
    public static final int KEPT_PEERS = 100;

    /** Connections being made at a time. */
    public static final int HALF_OPEN = 30;

    /** Time to connect, in milliseconds. */
    public static final long CONNECT_MILLIS = 10_000;

    /** Time from a connection to its handshake. */
    public static final long HANDSHAKE_NANOS = 10_000_000_000L;

    /** Silence after which a peer is gone. */
    public static final long IDLE_NANOS = 120_000_000_000L;

    /** Our silence after which a keep-alive is sent. */
    public static final long KEEP_ALIVE_NANOS = 60_000_000_000L;

    /** Time without payload either way after which a connection may have to make room for another one. */
    public static final long USELESS_NANOS = 60_000_000_000L;

    /** Connections with one address once half of all are taken; IPv6 addresses count by their first 64 bits. */
    public static final int PEERS_PER_ADDRESS = 4;

    /**
     * Time after which a peer that is unchoked and takes nothing loses its slot to whoever asks next, and its place to
     * whoever comes when all are taken.
     */
    public static final long SLOT_UNUSED_NANOS = 3_000_000_000L;

    /** So often a peer must have taken something, with a second in between at least, to count as one that reads. */
    public static final int READS_TIMES = 5;

    /** Time over which it must have done so: what a socket's buffer swallows at first proves nothing. */
    public static final long READS_NANOS = 10_000_000_000L;

    /** First and later waits of a peer that is interested and found no slot, until it is looked for one again. */
    public static final long SLOT_RETRY_NANOS = 250_000_000L;

    /** Time after which it waits for the choker, as others do. */
    public static final long SLOT_WAIT_NANOS = 10_000_000_000L;

    /** Time for which a peer that took nothing while it was unchoked gets no slot by itself. */
    public static final long SLOT_WASTED_NANOS = 60_000_000_000L;

    /** While it has no place to dial anybody, a torrent that downloads tries another peer in place of a useless one so often. */
    public static final long TURNOVER_NANOS = 10_000_000_000L;

    /** After an alert about a block that can't be read, more of them are not told for that long. */
    public static final long READ_ERRORS_NANOS = 10_000_000_000L;

    /** Time for our last words to a good peer, in milliseconds. */
    public static final long PART_MILLIS = 2_000;

    /** Requests of one peer waiting for us. */
    public static final int QUEUED_REQUESTS = 2_000;

    /** Requests and cancels of one peer in a second that come to nothing, beside one for each block it is served. */
    public static final int VAIN_REQUESTS = 250;

    /** Length below which a request that is for no whole block counts among {@link #VAIN_REQUESTS}, though it is answered. */
    public static final int SMALL_REQUEST_BYTES = 4 * 1024;

    /** Longest block answered. */
    public static final int REQUEST_BYTES = 128 * 1024;

    /** Blocks nobody asked for that a peer may send, and no more than it was asked for beside {@link #UNREQUESTED_FIRST}. */
    public static final int UNREQUESTED_BLOCKS = 2_000;

    /** Blocks that a peer may send which was asked for nothing. */
    public static final int UNREQUESTED_FIRST = 16;

    /** Blocks of one peer that plugins handled and that may not be asked for again yet; beyond, it is asked for nothing. */
    public static final int HANDLED_BLOCKS = 512;

    /** Pause before a block that a plugin handled may be asked for again. */
    public static final long HANDLED_PAUSE_NANOS = 10_000_000_000L;

    /** Rejects in a row after which a peer is asked nothing until the next tick. */
    public static final int REJECTS = 64;

    /** First pause for a peer that rejected all it was asked for though it does not choke us; doubles. */
    public static final long REFUSED_NANOS = 1_000_000_000L;

    /** Times that this pause doubles. */
    public static final int REFUSED_DOUBLINGS = 6;

    /** Pieces in the allowed-fast set given to a peer (BEP 6). */
    public static final int ALLOWED_FAST = 10;

    /** Connections that plugins are asked about before one of no use is found that may make room. */
    public static final int PART_QUESTIONS = 8;

    /** Time in which they are not asked again about one that they kept. */
    public static final long KEPT_NANOS = 10_000_000_000L;

    /** What may be read and unsent for a peer that is choked. */
    public static final int CHOKED_UPLOAD_BYTES = 32 * 1024;

    /** Pieces a peer may allow us; more are ignored. */
    public static final int ALLOWED_FAST_ACCEPTED = 256;

    /** Storage's queue at which peers are asked for less. */
    public static final long STORAGE_SOFT_BYTES = 16L << 20;

    /** Storage's queue at which reading from peers stops. */
    public static final long STORAGE_HARD_BYTES = 48L << 20;

    /**
     * What may wait for one peer to read it, all in all: far more than upload windows and plugins fill, so it is rejects and
     * haves for somebody who does not read.
     */
    public static final long UNSENT_BYTES = 4L << 20;

    /** How long who adds a torrent or makes a .torrent file waits for a storage where there is none. */
    public static final long STORAGE_APPEARS_NANOS = 10_000_000_000L;

    /** First pause before storage is tried again after an error that may pass; doubles. */
    public static final long STORAGE_RETRY_NANOS = 1_000_000_000L;

    /** The longest such pause. */
    public static final long STORAGE_RETRY_MAX_NANOS = 10_000_000_000L;

    /** Pieces that a have message may name before the metadata is known. */
    public static final int PIECES = 2_097_152;

    /** Pieces times peers to whom one turn of the loop tells that they are gone; the rest waits for the next turns. */
    public static final int DONT_HAVES_PER_TURN = 1_024;

    /** Messages that may wait for one peer to read them before it is read no further. */
    public static final int UNREAD_BYTES = 64 * 1024;

    /** Time in which a peer must read something of what waits for it. */
    public static final long UNREAD_NANOS = 60_000_000_000L;

    /** The same for blocks that wait for a peer that is choked by now. */
    public static final long CHOKED_UNREAD_NANOS = 15_000_000_000L;

    private TorrentLimits() {}
}
