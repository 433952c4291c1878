package org.torrent.model;

/** Every named maximum of this bundle. What exceeds one is refused, unless the constant says otherwise. */
public final class Limits {
    /** Bytes of a .torrent file. */
    public static final int TORRENT_BYTES = 10 * 1024 * 1024;

    /** Bytes of an {@code info} dictionary that came from peers (BEP 9): 31.5 MB. */
    public static final int METADATA_BYTES = 31_500_000;

    /** Bytes of a bencoded message that may become an object tree. */
    public static final int MESSAGE_BYTES = 64 * 1024;

    /** Nested lists and dictionaries of a bencoded value. */
    public static final int BENCODE_DEPTH = 100;

    /** Strings, integers, list and dictionary starts and ends of a bencoded value. */
    public static final int BENCODE_TOKENS = 3_000_000;

    /** Pieces of a torrent. */
    public static final int PIECES = 2_097_152;

    /** Bytes of a piece: 512 MiB. */
    public static final int PIECE_BYTES = 512 * 1024 * 1024;

    /** Bytes of all files of a torrent: 256 TiB. */
    public static final long TOTAL_BYTES = 1L << 48;

    /** Components of a file's path within the torrent's directory; directories beyond it become one. */
    public static final int PATH_DEPTH = 100;

    /** Directories of a torrent, counted once for each run of files in them. */
    public static final int DIRECTORIES = 1_000_000;

    /** UTF-8 bytes of a file's or directory's name on disk; longer ones are shortened. */
    public static final int NAME_BYTES = 255;

    /** Bytes of a file's or directory's name in a torrent; the middle of a longer one is left out. */
    public static final int RAW_NAME_BYTES = 4_096;

    /** UTF-8 bytes of a file's path below the save directory, separators included; directories beyond it become one. */
    public static final int PATH_BYTES = 2_048;

    /** Files of one torrent that have to be renamed because their path is taken. */
    public static final int DUPLICATE_NAMES = 500;

    /** Trackers of a torrent or magnet link; the rest is left out. */
    public static final int TRACKERS = 500;

    /** Web seeds of a torrent or magnet link; the rest is left out. */
    public static final int WEB_SEEDS = 200;

    /** DHT nodes that a .torrent names. */
    public static final int NODES = 100;

    /** Bytes of such a node's host. */
    public static final int NODE_HOST_BYTES = 255;

    /** Bytes of a tracker's or web seed's URL; a longer one is left out. */
    public static final int URL_BYTES = 2_048;

    /** Bytes of a comment and other text for display; longer text is left out. */
    public static final int TEXT_BYTES = 64 * 1024;

    /** Warnings kept about one torrent; the rest is counted. */
    public static final int WARNINGS = 20;

    /** Characters of a magnet link. */
    public static final int MAGNET_CHARS = 64 * 1024;

    /** Parameters of a magnet link. */
    public static final int MAGNET_PARAMETERS = 2_000;

    /** Hints of a magnet link that were left out and are told one by one; then their number. */
    public static final int MAGNET_WARNINGS = 8;

    /** Peer addresses of a magnet link; the rest is left out. */
    public static final int MAGNET_PEERS = 100;

    /** Ranges in a magnet link's file selection. */
    public static final int FILE_RANGES = 1_000;

    private Limits() {}
}
