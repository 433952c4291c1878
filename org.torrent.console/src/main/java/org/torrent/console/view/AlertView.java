package org.torrent.console.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.api.Alert;
import org.torrent.console.text.Json;
import org.torrent.console.text.Text;
import org.torrent.model.TorrentId;

/** An alert. */
public final class AlertView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private AlertView() {}

    /** One line for people. */
    public static String line(Alert alert) {
        String time = TIME.format(Instant.ofEpochMilli(alert.wallMillis()).atZone(ZoneId.systemDefault()));
        String torrent =
                alert.torrent().map(id -> id.text().substring(0, 8) + " ").orElse("");
        return Text.safe(time + " " + alert.what() + " " + torrent + alert.message());
    }

    /** One line for programs. */
    public static String json(Alert alert) {
        return Json.write(document(alert));
    }

    /** The document. */
    public static Map<String, Object> document(Alert alert) {
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
