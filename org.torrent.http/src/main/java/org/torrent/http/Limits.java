package org.torrent.http;

/** Every named maximum of this bundle that neither the caller nor the configuration sets. */
public final class Limits {
    /** Bytes of an answer's status line and headers together, the headers of chunks included. */
    public static final int HEADER_BYTES = 32 * 1024;

    /** Interim answers (status 1xx) before the real one. */
    public static final int INTERIM_ANSWERS = 5;

    /** Addresses of one host that are dialled in turn. */
    public static final int ADDRESSES = 4;

    /** Characters of a URL. */
    public static final int URL_CHARS = 4_096;

    /** Characters of what a server wrote that are shown. */
    public static final int TEXT_CHARS = 200;

    /** Exchanges that wait for a thread. */
    public static final int QUEUED = 1_000;

    /** After this many seconds without work a thread ends. */
    public static final long IDLE_SECONDS = 30;

    /** Milliseconds that closing waits for threads to end. */
    public static final long END_MILLIS = 1_000;

    private Limits() {}
}
