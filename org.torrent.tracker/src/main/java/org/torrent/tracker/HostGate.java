package org.torrent.tracker;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.torrent.model.UrlText;

/**
 * When one host's trackers may be asked, for all torrents together: a few at a time, so many in a second, and after
 * failures in a row for a while not at all, which grows; then by one of them, until it answers. Pure.
 */
final class HostGate {
    private static final long SPACING_NANOS = TimeUnit.SECONDS.toNanos(1) / Limits.PER_HOST_A_SECOND;

    private int running;
    private boolean wasAsked;
    private long paidNanos; // until when what went out is paid for, were it spread evenly
    private int failures;
    private long closedUntilNanos;

    /** Host and port of a URL, in lower case: what has a gate. */
    static String hostOf(String url) {
        String shown = UrlText.shown(url).strip();
        int scheme = shown.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int end = start;
        while (end < shown.length() && "/?#".indexOf(shown.charAt(end)) < 0) {
            end++;
        }
        return shown.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Whether one more may be asked beside those that are. */
    boolean hasRoom() {
        return running < (isInDoubt() ? 1 : Limits.PER_HOST);
    }

    private boolean isInDoubt() {
        return failures >= Limits.HOST_FAILURES;
    }

    /** Time until the next one may be asked. */
    long waitNanos(long nowNanos) {
        return Math.max(0, debtNanos(nowNanos) - Limits.PER_HOST_BURST * SPACING_NANOS);
    }

    private long debtNanos(long nowNanos) {
        return wasAsked ? Math.max(0, paidNanos - nowNanos) : 0;
    }

    /** Time in which nobody is to ask. */
    long closedNanos(long nowNanos) {
        return isInDoubt() ? Math.max(0, closedUntilNanos - nowNanos) : 0;
    }

    /** It is asked in spite of its failures: one by one, so that the first failure closes it again. */
    void reopen(long nowNanos) {
        closedUntilNanos = isInDoubt() ? nowNanos : closedUntilNanos;
    }

    void started(long nowNanos) {
        running++;
        paidNanos = nowNanos + debtNanos(nowNanos) + SPACING_NANOS;
        wasAsked = true;
    }

    void ended() {
        running--;
    }

    /** It works; whether that is news. */
    boolean answered() {
        boolean wasInDoubt = isInDoubt();
        failures = 0;
        return wasInDoubt;
    }

    /** It does not; whether it is left alone from now on. */
    boolean failed(long nowNanos) {
        boolean wasClosed = closedNanos(nowNanos) > 0;
        failures += wasClosed ? 0 : 1; // of those that went out before
        if (!isInDoubt() || wasClosed) {
            return false;
        }
        long pause = Limits.FIRST_RETRY_SECONDS << Math.min(failures - Limits.HOST_FAILURES, 20);
        closedUntilNanos = nowNanos + TimeUnit.SECONDS.toNanos(Math.min(pause, Limits.MAX_RETRY_SECONDS));
        return true;
    }

    /** How many failed in a row. */
    int failures() {
        return failures;
    }

    /** Whether a new one would do as well. */
    boolean isOfNoInterest(long nowNanos) {
        return running == 0 && failures == 0 && debtNanos(nowNanos) == 0;
    }
}
