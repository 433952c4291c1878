package org.torrent.deploy;

/** What the deployer takes from a folder, and how long it waits for bundles. */
public final class DeployLimits {
    /** Jars in one folder; the rest, by name, is refused. */
    public static final int FILES_PER_FOLDER = 1_000;

    /** Bytes of one jar. */
    public static final long JAR_BYTES = 256L << 20;

    /** Bytes of all its entries, unpacked. */
    public static final long UNPACKED_BYTES = 1L << 30;

    /** Bytes of all jars of all folders: so much disk the copies take. */
    public static final long COPIES_BYTES = 4L << 30;

    /** Entries of one jar. */
    public static final int ENTRIES = 100_000;

    /** Bytes of its manifest. */
    public static final int MANIFEST_BYTES = 1 << 20;

    /** Signatures of one jar, each by another key. */
    public static final int SIGNATURES = 8;

    /** Bytes of a trust store. */
    public static final long TRUST_STORE_BYTES = 16L << 20;

    /** Time between two looks at a folder. */
    public static final long LOOK_NANOS = 250_000_000L;

    /** A file that did not change for so long is not being written, whatever was seen of it before. */
    public static final long QUIET_NANOS = 2_000_000_000L;

    /** Looks at folders and reads of files at once; those that take longer than {@link #SLOW_NANOS} are not counted. */
    public static final int READS = 4;

    /** Looks and reads that do not return before no file is read any more. */
    public static final int STUCK_READS = 32;

    /** Time to look at a folder or to read a file, before it is given up. */
    public static final long READ_NANOS = 60_000_000_000L;

    /** What takes so long is said while it goes on, with the place it is at. */
    public static final long SLOW_NANOS = 2_000_000_000L;

    /** Between two questions whether what runs is also used. */
    public static final long READY_NANOS = 1_000_000_000L;

    /** Changes of files that wait for one listener; beyond that it loses the oldest. */
    public static final int TOLD = 1_000;

    /** Time for a bundle's start, its stop, and until it offers what the one before it did. */
    public static final long CALL_NANOS = 10_000_000_000L;

    /** The least that may be configured for that. */
    public static final long DEADLINE_MIN_MILLIS = 100;

    /** The most that may be configured for that. */
    public static final long DEADLINE_MAX_MILLIS = 600_000;

    /** Time for what is in the folders at first, before the deployer's own start returns. */
    public static final long BOOT_NANOS = 1_000_000_000L;

    /** Between two looks at whether what was there at first is tried, while somebody waits for that. */
    public static final long SETTLE_NANOS = 5_000_000L;

    /** Between two looks at whether a started bundle is up. */
    public static final long UP_LOOK_NANOS = 50_000_000L;

    /** Threads that hang in bundles' code before nothing more is started. */
    public static final int STUCK_THREADS = 32;

    /** Bundles of one name whose code hangs, before no other one of that name is installed. */
    public static final int STUCK_PER_NAME = 4;

    /** Characters of a bundle's symbolic name, and of its version. */
    public static final int NAME_CHARACTERS = 255;

    /** Between two tries to read a file that can't be read, and to bring back what should run and does not. */
    public static final long AGAIN_NANOS = 2_000_000_000L;

    /** Characters of a reason. */
    public static final int REASON_CHARACTERS = 600;

    private DeployLimits() {}
}
