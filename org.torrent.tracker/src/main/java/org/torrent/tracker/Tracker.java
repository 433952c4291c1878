package org.torrent.tracker;

import org.torrent.model.UrlText;
import org.torrent.spi.peers.TrackerStatus;

/** What one torrent knows about one tracker. */
final class Tracker {
    final String url;

    /** The URL for people, without a password. */
    final String shown;

    /** It counts us among its peers, as far as we know. */
    boolean started;

    /** It has yet to be told that we have finished. */
    boolean completionDue;

    /** It is being told that we stop. */
    boolean leaving;

    /** An announce that has not been answered yet; null for none. */
    Announcer.Ticket pending;

    /** What it was told last, or is being told; null for nothing. */
    Announced told;

    byte[] trackerId = {};

    private TrackerStatus.State state = TrackerStatus.State.IDLE;
    private int seeds = -1;
    private int leechers = -1;
    private int completed = -1;
    private int peers = -1;
    private long answeredNanos;
    private String problem = "";
    private boolean mayBeAsked = true;
    private long askableNanos;

    Tracker(String url) {
        this.url = url;
        this.shown = UrlText.shown(url);
    }

    /** An announce failed; the tracker may have said for how long it must not be asked. */
    void failed(long nowNanos, Announcer.Outcome outcome) {
        state = TrackerStatus.State.FAILED;
        problem = outcome.problem();
        mayBeAsked = !outcome.asked() || outcome.retryNanos() == 0;
        askableNanos = outcome.retryNanos() == Long.MAX_VALUE ? Long.MAX_VALUE : nowNanos + outcome.retryNanos();
    }

    /** It answered. */
    void answered(long nowNanos, AnnounceAnswer answer) {
        state = TrackerStatus.State.WORKING;
        answeredNanos = nowNanos;
        seeds = answer.seeds() >= 0 ? answer.seeds() : seeds;
        leechers = answer.leechers() >= 0 ? answer.leechers() : leechers;
        peers = answer.peers().size();
        problem = answer.warning().orElse("");
    }

    /**
     * What is known of it.
     *
     * @param isDue whether the torrent's next round has a time
     * @param dueNanos that time
     */
    TrackerStatus status(boolean isDue, long dueNanos, long nowNanos) {
        long notBefore = notBefore(nowNanos);
        boolean isNext = state != TrackerStatus.State.IDLE && isDue && notBefore != Long.MAX_VALUE;
        return new TrackerStatus(
                url,
                pending != null ? TrackerStatus.State.ANNOUNCING : state,
                seeds,
                leechers,
                completed,
                peers,
                answeredNanos,
                isNext,
                Math.max(0, nowNanos + notBefore - dueNanos) + dueNanos,
                problem);
    }

    /** How long it must not be asked, {@link Long#MAX_VALUE} for ever, 0 for nothing that keeps us from it (BEP 31). */
    long notBefore(long nowNanos) {
        if (mayBeAsked) {
            return 0;
        }
        return askableNanos == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, askableNanos - nowNanos);
    }

    /** Whatever it said, it is asked. */
    void forgive() {
        mayBeAsked = true;
    }

    AnnounceEvent nextEvent() {
        if (!started) {
            return AnnounceEvent.STARTED;
        }
        return completionDue ? AnnounceEvent.COMPLETED : AnnounceEvent.NONE;
    }
}
