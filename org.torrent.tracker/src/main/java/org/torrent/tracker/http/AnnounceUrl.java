package org.torrent.tracker.http;

import java.util.HexFormat;
import org.torrent.tracker.AnnounceEvent;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Announced;

/** The URL of an announce (BEP 3, 7, 23). */
final class AnnounceUrl {
    private AnnounceUrl() {}

    /** The tracker's URL with the parameters added. */
    static String of(AnnounceRequest request) {
        Announced torrent = request.torrent();
        String tracker = request.url().strip();
        int fragment = tracker.indexOf('#');
        String base = fragment < 0 ? tracker : tracker.substring(0, fragment);
        StringBuilder url = new StringBuilder(base).append(base.indexOf('?') < 0 ? '?' : '&');
        url.append("info_hash=").append(escape(torrent.infoHash().bytes()));
        url.append("&peer_id=").append(escape(torrent.peerId().bytes()));
        url.append("&port=").append(torrent.port());
        url.append("&uploaded=").append(torrent.uploadedBytes());
        url.append("&downloaded=").append(torrent.downloadedBytes());
        url.append("&left=").append(torrent.leftBytes());
        url.append("&compact=1&no_peer_id=1&numwant=").append(request.wanted());
        url.append("&key=").append(HexFormat.of().toHexDigits(request.key()));
        if (request.event() != AnnounceEvent.NONE) {
            url.append("&event=").append(request.event().parameter());
        }
        if (request.trackerId().length > 0) {
            url.append("&trackerid=").append(escape(request.trackerId()));
        }
        return url.toString();
    }

    private static String escape(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 3);
        for (byte b : bytes) {
            if (b >= '0' && b <= '9'
                    || b >= 'A' && b <= 'Z'
                    || b >= 'a' && b <= 'z'
                    || b == '-'
                    || b == '_'
                    || b == '.') {
                out.append((char) b);
            } else {
                out.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return out.toString();
    }
}
