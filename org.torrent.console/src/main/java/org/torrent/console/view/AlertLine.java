package org.torrent.console.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.torrent.api.Alert;
import org.torrent.console.text.SafeText;

/** An alert for people. */
public final class AlertLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private AlertLine() {}

    /** One line. */
    public static String of(Alert alert) {
        String time = TIME.format(Instant.ofEpochMilli(alert.wallMillis()).atZone(ZoneId.systemDefault()));
        String torrent =
                alert.torrent().map(id -> id.text().substring(0, 8) + " ").orElse("");
        return SafeText.safe(time + " " + alert.what() + " " + torrent + alert.message());
    }
}
