package org.torrent.testkit.swarm;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.torrent.model.InfoHash;

/**
 * What an announce says (BEP 3), read as strictly as a tracker may: whatever is missing or odd fails the run.
 *
 * @param infoHash the swarm
 * @param port where the peer listens
 * @param event empty for none
 * @param wanted how many peers it wants
 * @param leftBytes what it misses
 */
record AnnounceQuery(InfoHash infoHash, int port, String event, int wanted, long leftBytes) {
    static AnnounceQuery parse(String pathAndQuery) {
        Map<String, String> values = new HashMap<>();
        for (String pair : pathAndQuery.substring(pathAndQuery.indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        if (unescape(values.get("peer_id")).length != 20 || !"1".equals(values.get("compact"))) {
            throw new IllegalArgumentException(pathAndQuery);
        }
        return new AnnounceQuery(
                InfoHash.of(unescape(values.get("info_hash"))),
                Integer.parseInt(values.get("port")),
                values.getOrDefault("event", ""),
                Integer.parseInt(values.get("numwant")),
                Long.parseLong(values.get("left")));
    }

    private static byte[] unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                out.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toByteArray();
    }
}
