package org.torrent.console.view;

import java.util.List;
import java.util.Locale;
import org.torrent.api.TrackerSnapshot;
import org.torrent.console.text.Table;

/** Trackers of a torrent for people. */
public final class TrackerRows {
    private TrackerRows() {}

    /** In the order in which they are listed; what the tracker did not say is a dash. */
    public static List<String> of(List<TrackerSnapshot> trackers) {
        if (trackers.isEmpty()) {
            return List.of("no trackers");
        }
        Table table = new Table()
                .number("TIER")
                .text("URL")
                .text("STATE")
                .number("SEEDS")
                .number("LEECHERS")
                .number("PEERS")
                .text("NEXT")
                .text("SOURCE")
                .text("PROBLEM");
        trackers.forEach(tracker -> table.row(
                tracker.tier(),
                tracker.url(),
                tracker.state().name().toLowerCase(Locale.ROOT),
                count(tracker.seeds()),
                count(tracker.leechers()),
                count(tracker.peers()),
                tracker.nextAnnounceSeconds() < 0 ? "-" : "in " + tracker.nextAnnounceSeconds() + " s",
                tracker.source(),
                tracker.problem()));
        return table.lines();
    }

    private static String count(int value) {
        return value < 0 ? "-" : Integer.toString(value);
    }
}
