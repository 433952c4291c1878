package org.torrent.ipfilter;

/** Every named maximum of this bundle. */
public final class Limits {
    /** Bytes of all ranges of the lists together: 2,000,000 of IPv4, a quarter of that of IPv6. */
    public static final int TABLE_BYTES = 16 * 1024 * 1024;

    /** Bytes of one list, after decompression. */
    public static final long LIST_BYTES = 512L * 1024 * 1024;

    /** Bytes of a line that is read; a longer one is skipped. */
    public static final int LINE_BYTES = 1_024;

    /** Lists that are read; the rest is named as too many. */
    public static final int LISTS = 16;

    /** Bans; a further one is refused. */
    public static final int BANS = 10_000;

    /** Bytes of the file of bans that are read. */
    public static final int BANS_BYTES = 1024 * 1024;

    /** The pause between two looks whether a list is another one. */
    public static final long LOOK_SECONDS = 5;

    /** Time that closing waits for the loop to end. */
    public static final long END_MILLIS = 1_000;

    private Limits() {}
}
