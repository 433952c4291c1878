package org.torrent.console.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.SessionSnapshot;
import org.torrent.api.TorrentSession;
import org.torrent.console.text.Human;
import org.torrent.console.text.Text;

/** Totals of the session. */
public final class SessionView {
    private SessionView() {}

    /** For people. */
    public static List<String> lines(TorrentSession session) {
        SessionSnapshot totals = session.snapshot();
        return List.of(
                "listening    "
                        + session.listenAddress()
                                .map(Addresses::text)
                                .map(Text::safe)
                                .orElse("no (see torrent:alerts)"),
                "up           " + Human.seconds(totals.uptimeSeconds()),
                "torrents     " + totals.torrents(),
                "peers        " + totals.peers(),
                "rates        " + Human.rate(totals.downloadRate()) + " down, " + Human.rate(totals.uploadRate())
                        + " up",
                "transferred  " + Human.bytes(totals.downloadedBytes()) + " down, "
                        + Human.bytes(totals.uploadedBytes()) + " up",
                "buffers      " + Human.bytes(totals.lentBufferBytes()) + " of "
                        + Human.bytes(totals.bufferCapacityBytes()) + " in use");
    }

    /** For programs. */
    public static Map<String, Object> document(TorrentSession session) {
        SessionSnapshot totals = session.snapshot();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("listen", session.listenAddress().map(Addresses::text).orElse(null));
        document.put("uptime_seconds", totals.uptimeSeconds());
        document.put("torrents", totals.torrents());
        document.put("peers", totals.peers());
        document.put("download_rate", totals.downloadRate());
        document.put("upload_rate", totals.uploadRate());
        document.put("downloaded_bytes", totals.downloadedBytes());
        document.put("uploaded_bytes", totals.uploadedBytes());
        document.put("buffer_bytes", totals.lentBufferBytes());
        document.put("buffer_capacity_bytes", totals.bufferCapacityBytes());
        return document;
    }
}
