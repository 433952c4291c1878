package org.torrent.api;

import java.util.Objects;

/**
 * Makes a {@link TrackerSnapshot}: the session does, and whoever tests a program that reads one. Not thread-safe.
 */
public final class TrackerSnapshotBuilder {
    private final String url;
    private int tier;
    private String source = "torrent";
    private TrackerState state = TrackerState.IDLE;
    private int seeds = -1;
    private int leechers = -1;
    private int completed = -1;
    private int peers = -1;
    private long answeredSecondsAgo = -1;
    private long nextAnnounceSeconds = -1;
    private String problem = "";

    private TrackerSnapshotBuilder(String url) {
        this.url = Objects.requireNonNull(url);
    }

    /** A tracker of the first tier that was not asked so far. */
    public static TrackerSnapshotBuilder of(String url) {
        return new TrackerSnapshotBuilder(url);
    }

    /** {@link TrackerSnapshot#tier}. */
    public TrackerSnapshotBuilder tier(int value) {
        tier = value;
        return this;
    }

    /** {@link TrackerSnapshot#source}. */
    public TrackerSnapshotBuilder source(String value) {
        source = Objects.requireNonNull(value);
        return this;
    }

    /** {@link TrackerSnapshot#state}. */
    public TrackerSnapshotBuilder state(TrackerState value) {
        state = Objects.requireNonNull(value);
        return this;
    }

    /** {@link TrackerSnapshot#seeds}. */
    public TrackerSnapshotBuilder seeds(int value) {
        seeds = value;
        return this;
    }

    /** {@link TrackerSnapshot#leechers}. */
    public TrackerSnapshotBuilder leechers(int value) {
        leechers = value;
        return this;
    }

    /** {@link TrackerSnapshot#completed}. */
    public TrackerSnapshotBuilder completed(int value) {
        completed = value;
        return this;
    }

    /** {@link TrackerSnapshot#peers}. */
    public TrackerSnapshotBuilder peers(int value) {
        peers = value;
        return this;
    }

    /** {@link TrackerSnapshot#answeredSecondsAgo}. */
    public TrackerSnapshotBuilder answeredSecondsAgo(long value) {
        answeredSecondsAgo = value;
        return this;
    }

    /** {@link TrackerSnapshot#nextAnnounceSeconds}. */
    public TrackerSnapshotBuilder nextAnnounceSeconds(long value) {
        nextAnnounceSeconds = value;
        return this;
    }

    /** {@link TrackerSnapshot#problem}. */
    public TrackerSnapshotBuilder problem(String value) {
        problem = Objects.requireNonNull(value);
        return this;
    }

    /** The snapshot. */
    public TrackerSnapshot build() {
        return new Snapshot(
                url,
                tier,
                source,
                state,
                seeds,
                leechers,
                completed,
                peers,
                answeredSecondsAgo,
                nextAnnounceSeconds,
                problem);
    }

    private record Snapshot(
            String url,
            int tier,
            String source,
            TrackerState state,
            int seeds,
            int leechers,
            int completed,
            int peers,
            long answeredSecondsAgo,
            long nextAnnounceSeconds,
            String problem)
            implements TrackerSnapshot {}
}
