package org.torrent.tracker;

import org.torrent.model.UrlText;

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

    Tracker(String url) {
        this.url = url;
        this.shown = UrlText.shown(url);
    }

    AnnounceEvent nextEvent() {
        if (!started) {
            return AnnounceEvent.STARTED;
        }
        return completionDue ? AnnounceEvent.COMPLETED : AnnounceEvent.NONE;
    }
}
