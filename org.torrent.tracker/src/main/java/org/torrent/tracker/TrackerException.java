package org.torrent.tracker;

/** A tracker that could not be asked, or did not answer as it should. One line for people, without the URL. */
public final class TrackerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofTheHost;
    private final boolean ofOurs;
    private final long retryNanos;

    /** The host did not answer as a tracker's does. */
    public TrackerException(String message) {
        this(message, null);
    }

    /** The same, with a cause. */
    public TrackerException(String message, Throwable cause) {
        this(message, cause, true, false, 0);
    }

    private TrackerException(String message, Throwable cause, boolean ofTheHost, boolean ofOurs, long retryNanos) {
        super(message, cause);
        this.ofTheHost = ofTheHost;
        this.ofOurs = ofOurs;
        this.retryNanos = retryNanos;
    }

    /**
     * The tracker works, and does not want this torrent.
     *
     * @param retryNanos how long it must not be asked again, {@link Long#MAX_VALUE} for ever, 0 when it does not say
     */
    public static TrackerException refusal(String message, long retryNanos) {
        return new TrackerException(message, null, false, false, retryNanos);
    }

    /** What is wrong is here, such as a URL or a missing port: it says nothing of the host. */
    public static TrackerException ofOurs(String message, Throwable cause) {
        return new TrackerException(message, cause, false, true, 0);
    }

    /** The same failure, and how long the host must not be asked again. */
    public TrackerException retryAfter(long nanos) {
        return new TrackerException(getMessage(), getCause(), ofTheHost, ofOurs, nanos);
    }

    /** Whether other torrents would fare no better there. */
    public boolean isOfTheHost() {
        return ofTheHost;
    }

    /** Whether it says nothing of the host, which may not even have been asked. */
    public boolean isOfOurs() {
        return ofOurs;
    }

    /** How long this torrent must not be announced there, {@link Long#MAX_VALUE} for ever, 0 when nobody says. */
    public long retryNanos() {
        return retryNanos;
    }
}
