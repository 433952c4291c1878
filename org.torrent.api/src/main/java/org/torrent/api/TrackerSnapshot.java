package org.torrent.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A tracker of a torrent at one moment. Immutable: every method may be called on any thread and throws nothing.
 */
@ProviderType
public interface TrackerSnapshot {
    /** Its URL, without user name and password. */
    String url();

    /** Its tier, from 0: trackers of a later tier are asked when none of an earlier one answers (BEP 12). */
    int tier();

    /** Who named it: {@code torrent}, {@code user}, or what told of it. */
    String source();

    /** What it is doing. */
    TrackerState state();

    /** Peers that have everything, as it says; -1 while it did not say. */
    int seeds();

    /** Other peers, as it says; -1 while it did not say. */
    int leechers();

    /** How often it was told that somebody finished, as it says; -1 while it did not say. */
    int completed();

    /** How many peers its last answer named; -1 before the first. */
    int peers();

    /** Seconds since it answered last; -1 before the first answer. */
    long answeredSecondsAgo();

    /** Seconds until it is asked again; -1 when that is not known. */
    long nextAnnounceSeconds();

    /** Why the last announce failed, or what it warned of, on one line; empty for nothing. */
    String problem();
}
