package org.torrent.dht;

import java.util.concurrent.TimeUnit;

/** Every named maximum of this bundle that is not configuration. */
public final class DhtLimits {
    /** Bytes of a datagram that is read. */
    public static final int DATAGRAM_BYTES = 1_500;

    /** Nested lists and dictionaries of a message. */
    public static final int DEPTH = 12;

    /** Strings, integers, starts and ends of a message. */
    public static final int TOKENS = 600;

    /** Bytes of a transaction that is repeated. */
    public static final int TRANSACTION_BYTES = 32;

    /** Bytes of a query's name. */
    public static final int METHOD_BYTES = 64;

    /** Bytes of an answer to an address that is proven: what every path carries in one piece (IPv6's least, less headers). */
    public static final int ANSWER_BYTES = 1_232;

    /** How many times its question an answer may be as long, before the address is proven. */
    public static final int ANSWER_FACTOR = 3;

    /** Nodes of a bucket, and of an answer (BEP 5: k). */
    public static final int BUCKET = 8;

    /** Nodes that wait to take the place of one in a bucket. */
    public static final int REPLACEMENTS = 8;

    /** Nodes of one /24 or /64 in a bucket. */
    public static final int BUCKET_SUBNET = 2;

    /** Nodes of one /24 or /64 in a routing table, those that wait included. */
    public static final int TABLE_SUBNET = 8;

    /** Questions in a row without an answer after which a node is no longer named to others. */
    public static final int FAILURES = 2;

    /** Questions in a row without an answer after which a node is forgotten, even when nobody waits for its place. */
    public static final int FAILURES_MAX = 5;

    /** Since when a node of whom nothing was heard is questionable (BEP 5). */
    public static final long GOOD_NANOS = TimeUnit.MINUTES.toNanos(15);

    /** Nodes that are read from one list of nodes. */
    public static final int NAMED_NODES = 20;

    /** Peers that are read from one answer. */
    public static final int NAMED_PEERS = 200;

    /** Questions that wait for their answer. */
    public static final int REQUESTS = 600;

    /** Since when another node is asked beside one that is silent. */
    public static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Since when a question has no answer. */
    public static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** Nodes that a look-up asks at the same time (BEP 5: alpha), those that are slow left out. */
    public static final int PARALLEL = 3;

    /** Nodes that a look-up knows. */
    public static final int CANDIDATES = 100;

    /** Nodes that a look-up asks. */
    public static final int LOOKUP_QUERIES = 120;

    /** Look-ups at the same time. */
    public static final int LOOKUPS = 16;

    /** Look-ups that wait for their turn. */
    public static final int QUEUED_LOOKUPS = 20_000;

    /** Queries of one address in a second; then it is not answered for a while. */
    public static final int QUERIES_PER_SECOND = 5;

    /** For how long. */
    public static final long BLOCK_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Addresses whose queries are counted. */
    public static final int COUNTED_ADDRESSES = 4_096;

    /** Addresses that are known to be real because they answered. */
    public static final int PROVEN_ADDRESSES = 2_048;

    /** For how long. */
    public static final long PROVEN_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** Answers that wait until the address is proven. */
    public static final int HELD_ANSWERS = 64;

    /** Answers of one address that wait for that. */
    public static final int HELD_PER_ADDRESS = 2;

    /** How long a token is the newest one; it counts for twice as long. */
    public static final long TOKEN_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Bytes of a token of ours. */
    public static final int TOKEN_BYTES = 4;

    /** Bytes of a token of others that is kept. */
    public static final int THEIR_TOKEN_BYTES = 128;

    /** Info hashes that peers are kept of. */
    public static final int TORRENTS = 2_000;

    /** Peers that are kept of one info hash. */
    public static final int PEERS_PER_TORRENT = 500;

    /** Of them, peers of one /64 of IPv6; an IPv4 address has one. */
    public static final int PEERS_PER_NETWORK = 4;

    /** Peers that are kept in sum. */
    public static final int PEERS = 50_000;

    /** Info hashes that one address, or /64 of IPv6, may announce itself for. */
    public static final int TORRENTS_PER_ADDRESS = 200;

    /** How long an announced peer is kept. */
    public static final long PEER_NANOS = TimeUnit.MINUTES.toNanos(45);

    /** Items that are kept (BEP 44). */
    public static final int ITEMS = 700;

    /** Items that one address, or /64 of IPv6, may leave here. */
    public static final int ITEMS_PER_ADDRESS = 50;

    /** Bytes of an item, bencoded (BEP 44). */
    public static final int ITEM_BYTES = 1_000;

    /** Bytes of an item's salt (BEP 44). */
    public static final int SALT_BYTES = 64;

    /** How long an item is kept. */
    public static final long ITEM_NANOS = TimeUnit.HOURS.toNanos(2);

    /** Items that front ends look for, or leave, at the same time. */
    public static final int ITEM_JOBS = 100;

    /** Info hashes in one sample (BEP 51). */
    public static final int SAMPLES = 20;

    /** How long a sample stays the same (BEP 51). */
    public static final long SAMPLE_SECONDS = TimeUnit.HOURS.toSeconds(6);

    /** Nodes that wait to be asked whether they are there, before they get into the table. */
    public static final int UNVERIFIED_NODES = 64;

    /** Questions whether a node is there, in a second. */
    public static final int PINGS_PER_SECOND = 4;

    /** Endpoints to begin at that are taken of each kind: names, a torrent's, remembered ones. */
    public static final int BOOTSTRAP_NODES = 400;

    /** Of them, that one look-up asks. */
    public static final int BEGINNINGS = 12;

    /** Names of nodes that are configured. */
    public static final int BOOTSTRAP_NAMES = 20;

    /** Names that wait to be looked up. */
    public static final int QUEUED_NAMES = 2 * BOOTSTRAP_NAMES;

    /** How long the thread that looks names up is kept without any. */
    public static final long LOOKUP_IDLE_SECONDS = 30;

    /** Addresses of one name that are taken. */
    public static final int ADDRESSES_PER_NAME = 8;

    /** Since when a part of the table where nothing happened is looked after. */
    public static final long REFRESH_NANOS = TimeUnit.MINUTES.toNanos(15);

    /** The first pause before nodes to begin at are asked again, while there are none in the table; it doubles. */
    public static final long BOOTSTRAP_FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The longest such pause. */
    public static final long BOOTSTRAP_MAX_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Networks that say how they see us (BEP 42). */
    public static final int ADDRESS_VOTES = 32;

    /** How many must say the same. */
    public static final int ADDRESS_AGREE = 4;

    /** The shortest time between two ids of ours. */
    public static final long NEW_ID_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** Time between two announces of a torrent; each differs by up to a quarter. */
    public static final long ANNOUNCE_NANOS = TimeUnit.MINUTES.toNanos(15);

    /** The pause after a search that found nobody; it doubles up to {@link #ANNOUNCE_NANOS}. */
    public static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The pause before peers may be asked for again. */
    public static final long ASK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** The shortest time between the beginnings of two searches of different torrents. */
    public static final long SPREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Datagrams that wait for the loop. */
    public static final int WAITING_DATAGRAMS = 1_000;

    /** Time from the start to the first save of the table, when there are nodes in it. */
    public static final long FIRST_SAVE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Time between two saves of the table. */
    public static final long SAVE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Nodes of one family that are remembered. */
    public static final int SAVED_NODES = 200;

    /** Bytes of what is remembered. */
    public static final int SAVED_BYTES = 32 << 10;

    /** Time that closing, and a storage that leaves, wait for the last save; and closing for the loop. */
    public static final long END_MILLIS = 1_000;

    private DhtLimits() {}
}
