package org.torrent.front.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.api.Alert;
import org.torrent.model.TorrentId;

/** An alert: a line of {@code --follow --json}. */
public final class AlertDocument {
    private AlertDocument() {}

    /** One line. */
    public static String line(Alert alert) {
        return Json.write(of(alert));
    }

    /** Several, oldest first. */
    public static Map<String, Object> list(List<Alert> alerts) {
        return Map.of("alerts", alerts.stream().map(AlertDocument::of).toList());
    }

    /** The document. */
    public static Map<String, Object> of(Alert alert) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("what", alert.what());
        document.put("category", alert.category().name().toLowerCase(Locale.ROOT));
        document.put(
                "time",
                Instant.ofEpochMilli(alert.wallMillis())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
        document.put("info_hash", alert.torrent().map(TorrentId::infoHash).orElse(null));
        document.put("message", alert.message());
        document.put("details", new TreeMap<>(alert.details()));
        return document;
    }
}
