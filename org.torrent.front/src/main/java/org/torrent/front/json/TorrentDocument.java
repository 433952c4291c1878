package org.torrent.front.json;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;

/** A torrent: an element of {@code torrent:list}. */
public final class TorrentDocument {
    private TorrentDocument() {}

    /** Several, in the order of their numbers. */
    public static Map<String, Object> list(List<TorrentSnapshot> torrents) {
        return Map.of("torrents", torrents.stream().map(TorrentDocument::of).toList());
    }

    /** The document. */
    public static Map<String, Object> of(TorrentSnapshot torrent) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info_hash", torrent.id().infoHash());
        torrent.id()
                .v2()
                .ifPresent(v2 -> document.put("info_hash_v2", HexFormat.of().formatHex(v2)));
        document.put("number", torrent.number());
        document.put("name", torrent.name());
        document.put("directory", torrent.directory());
        document.put("state", state(torrent.state()));
        document.put("reason", torrent.reason());
        document.put("total_bytes", known(torrent.totalBytes()));
        document.put("wanted_bytes", known(torrent.wantedBytes()));
        document.put("done_bytes", torrent.doneBytes());
        document.put("pieces", known(torrent.pieceCount()));
        document.put("pieces_done", torrent.piecesDone());
        document.put("pieces_durable", torrent.piecesDurable());
        document.put("pieces_checked", torrent.checkedPieces());
        document.put("download_rate", torrent.downloadRate());
        document.put("upload_rate", torrent.uploadRate());
        document.put("downloaded_bytes", torrent.downloadedBytes());
        document.put("uploaded_bytes", torrent.uploadedBytes());
        document.put("wasted_bytes", torrent.wastedBytes());
        document.put("peers", torrent.peers());
        document.put("seeds", torrent.seeds());
        document.put("known_peers", torrent.knownPeers());
        document.put("label", torrent.label().orElse(null));
        return document;
    }

    /** {@code downloading}, {@code seeding} and so on. */
    public static String state(TorrentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Long known(long value) {
        return value < 0 ? null : value;
    }
}
