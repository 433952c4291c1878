package org.torrent.tracker;

import java.util.HexFormat;
import org.torrent.spi.peers.Swarm;

/** The URL of an announce (BEP 3, 7, 23). */
final class Announce {
    /** Missing bytes while the metadata is unknown: anything but 0, which would make us a seed. */
    private static final long UNKNOWN_LEFT = 16 * 1024;

    private Announce() {}

    /**
     * Adds the parameters to a tracker's URL.
     *
     * @param wanted number of peers to ask for
     * @param key 32 random bits that stay the same for the torrent's run
     * @param trackerId what the tracker gave us to send back, empty for nothing
     */
    static String url(String tracker, Swarm swarm, AnnounceEvent event, int wanted, int key, byte[] trackerId) {
        int fragment = tracker.indexOf('#');
        String base = fragment < 0 ? tracker : tracker.substring(0, fragment);
        StringBuilder url = new StringBuilder(base).append(base.indexOf('?') < 0 ? '?' : '&');
        url.append("info_hash=").append(escape(swarm.infoHash().bytes()));
        url.append("&peer_id=").append(escape(swarm.peerId().bytes()));
        url.append("&port=").append(swarm.listenPort());
        url.append("&uploaded=").append(Math.max(0, swarm.uploadedBytes()));
        url.append("&downloaded=").append(Math.max(0, swarm.downloadedBytes()));
        long left = swarm.leftBytes();
        url.append("&left=").append(left < 0 ? UNKNOWN_LEFT : left);
        url.append("&compact=1&no_peer_id=1&numwant=").append(wanted);
        url.append("&key=").append(HexFormat.of().toHexDigits(key));
        if (event != AnnounceEvent.NONE) {
            url.append("&event=").append(event.parameter());
        }
        if (trackerId.length > 0) {
            url.append("&trackerid=").append(escape(trackerId));
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
