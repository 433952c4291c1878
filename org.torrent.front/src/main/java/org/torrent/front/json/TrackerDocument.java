package org.torrent.front.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torrent.api.TrackerSnapshot;
import org.torrent.model.TorrentId;

/** A tracker: an element of {@code torrent:trackers}. */
public final class TrackerDocument {
    private TrackerDocument() {}

    /** A torrent's trackers. */
    public static Map<String, Object> list(TorrentId torrent, List<TrackerSnapshot> trackers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info_hash", torrent.infoHash());
        document.put("trackers", trackers.stream().map(TrackerDocument::of).toList());
        return document;
    }

    /** The document. */
    public static Map<String, Object> of(TrackerSnapshot tracker) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("url", tracker.url());
        document.put("tier", tracker.tier());
        document.put("source", tracker.source());
        document.put("state", tracker.state().name().toLowerCase(Locale.ROOT));
        document.put("seeds", tracker.seeds());
        document.put("leechers", tracker.leechers());
        document.put("completed", tracker.completed());
        document.put("peers", tracker.peers());
        document.put("answered_seconds_ago", tracker.answeredSecondsAgo());
        document.put("next_announce_seconds", tracker.nextAnnounceSeconds());
        document.put("problem", tracker.problem());
        return document;
    }
}
