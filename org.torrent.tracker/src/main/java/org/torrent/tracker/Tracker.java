package org.torrent.tracker;

/** What one torrent knows about one tracker. */
final class Tracker {
    final String url;

    /** It counts us among its peers, as far as we know. */
    boolean started;

    /** It has yet to be told that we have finished. */
    boolean completionDue;

    /** An announce that has not been answered yet; null for none. */
    SearchRuntime.Cancellable pending;

    byte[] trackerId = {};

    Tracker(String url) {
        this.url = url;
    }

    AnnounceEvent nextEvent() {
        if (!started) {
            return AnnounceEvent.STARTED;
        }
        return completionDue ? AnnounceEvent.COMPLETED : AnnounceEvent.NONE;
    }
}
